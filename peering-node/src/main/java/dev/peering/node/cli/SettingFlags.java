package dev.peering.node.cli;

import dev.peering.node.config.Setting;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** One flag for every setting, named as in the file: {@code --manualPeering.knownPeers=…}, as GoShimmer has it; a few have a short name too. */
final class SettingFlags {

    private static final Map<Setting, String> SHORT = Map.of(
            Setting.NODE_IDENTITY_FILE, "--identity",
            Setting.BIND_ADDRESS, "--bind",
            Setting.KNOWN_PEERS, "--known-peers",
            Setting.LOG_LEVEL, "--log-level",
            Setting.LOG_FORMAT, "--log-format",
            Setting.LOG_STATUS_INTERVAL, "--status");

    private SettingFlags() {}

    static void addTo(CommandSpec command) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .validate(false)
                .heading("%n@|bold Settings|@, each also in the file and in the environment (docs/configuration.md)%n");
        for (Setting setting : Setting.values()) {
            group.addArg(option(setting));
        }
        command.addArgGroup(group.build());
    }

    private static OptionSpec option(Setting setting) {
        String name = "--" + setting.path();
        String[] names = SHORT.containsKey(setting) ? new String[] {SHORT.get(setting), name} : new String[] {name};
        String standard = setting.standard().isEmpty() ? "" : " (" + setting.standard() + ")";
        return OptionSpec.builder(names)
                .paramLabel("VALUE")
                .type(String.class)
                .description((setting.meaning() + standard).replace("%", "%%"))
                .build();
    }

    /** Each by whichever of its names; twice is a mistake, because one of the two would have no effect. */
    static Map<Setting, String> given(ParseResult parsed) throws Failure {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            OptionSpec option = parsed.matchedOption("--" + setting.path());
            if (option == null) {
                continue;
            }
            if (option.stringValues().size() > 1) {
                throw new Failure(
                        Exit.USAGE,
                        String.join(" and ", option.names()) + " set the same and are given "
                                + option.stringValues().size() + " times: leave all but one out");
            }
            given.put(setting, option.getValue());
        }
        return given;
    }
}
