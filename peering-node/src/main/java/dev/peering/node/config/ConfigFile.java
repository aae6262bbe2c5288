package dev.peering.node.config;

import dev.peering.node.json.Json;
import dev.peering.node.json.JsonException;
import dev.peering.node.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Takes the settings out of a configuration file.
 *
 * <p>The file may be a whole GoShimmer configuration: its other sections are passed over with one note, and so are its own members of the
 * sections we share. An unknown name in a section of ours is a problem, with a guess at what was meant.
 */
final class ConfigFile {

    /** Members of shared sections that the original has and we have no use for. */
    private static final Set<String> ORIGINAL_MEMBERS = Set.of(
            "node.disablePlugins",
            "node.enablePlugins",
            "node.overwriteStoredSeed",
            "node.peerDBDirectory",
            "node.externalAddress");

    /** Sections of the original whose names come close to ours. */
    private static final Set<String> ORIGINAL_SECTIONS = Set.of("logger", "pow", "mana", "autoPeering");

    private final SettingValues values;
    private final Path folder;
    private final Map<Setting, SettingValues.Given> layer = new EnumMap<>(Setting.class);
    private final Set<String> passedOver = new TreeSet<>();

    private ConfigFile(SettingValues values, Path folder) {
        this.values = values;
        this.folder = folder;
    }

    static void read(Path file, SettingValues values) throws ConfigException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        ConfigFile reader = new ConfigFile(values, folder);
        try {
            reader.root(JsonReader.read(bytes(file), file + ":"));
        } catch (JsonException why) {
            throw new ConfigException(String.valueOf(why.getMessage()));
        }
        values.lay(reader.layer);
    }

    private static byte[] bytes(Path file) throws ConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(JsonReader.MAX_LENGTH + 1);
        } catch (NoSuchFileException missing) {
            throw new ConfigException("there is no configuration file " + file
                    + ": give its path with --config, or start without one with --no-config");
        } catch (IOException why) {
            throw new ConfigException("the configuration file " + file + " cannot be read ("
                    + (Files.isDirectory(file)
                            ? "it is a folder"
                            : why.getClass().getSimpleName()) + "): check its path and who may read it");
        }
    }

    private void root(Json root) throws ConfigException {
        if (!(root instanceof Json.Members sections)) {
            throw new ConfigException(
                    root.at() + ": the configuration must be an object in braces, this is " + root.kind());
        }
        for (Json.Member section : sections.members()) {
            Optional<String> ours = SECTIONS.stream().filter(section::is).findFirst();
            if (ours.isPresent()) {
                section(ours.get(), section.value());
            } else {
                foreign(section);
            }
        }
        if (!passedOver.isEmpty()) {
            values.note("not used here, passed over: " + String.join(", ", passedOver));
        }
    }

    private void foreign(Json.Member section) {
        Optional<Setting> dotted = Setting.named(section.name());
        Optional<String> meant = ORIGINAL_SECTIONS.stream().anyMatch(section::is)
                ? Optional.empty()
                : Suggestion.of(section.name(), SECTIONS);
        if (dotted.isPresent()) {
            values.problem(section.at(), "write the parts between the dots as nested objects: " + nested(dotted.get()));
        } else if (meant.isPresent()) {
            values.problem(section.at(), unknown(section.name(), meant));
        } else {
            passedOver.add(section.name());
        }
    }

    private void section(String path, Json value) {
        if (!(value instanceof Json.Members members)) {
            values.problem(value.at(), "\"" + path + "\" must be an object in braces, this is " + value.kind());
            return;
        }
        for (Json.Member member : members.members()) {
            member(path + "." + member.name(), member);
        }
    }

    private void member(String path, Json.Member member) {
        Optional<Setting> setting = Setting.named(path);
        Optional<String> subsection =
                SUBSECTIONS.stream().filter(path::equalsIgnoreCase).findFirst();
        if (setting.isPresent()) {
            layer.put(setting.get(), new SettingValues.Given(member.value(), folder));
        } else if (subsection.isPresent()) {
            section(subsection.get(), member.value());
        } else if (ORIGINAL_MEMBERS.stream().anyMatch(path::equalsIgnoreCase)) {
            passedOver.add(path);
        } else {
            unknownMember(path.substring(0, path.lastIndexOf('.')), member);
        }
    }

    private void unknownMember(String section, Json.Member member) {
        Optional<String> meant = Suggestion.of(member.name(), membersOf(section));
        // This section is the original's alone; we only look for one thing in it.
        if (section.equals("gossip") && meant.isEmpty()) {
            passedOver.add(section + "." + member.name());
        } else {
            values.problem(
                    member.at(), unknown(member.name(), meant) + (meant.isPresent() ? "" : " " + choices(section)));
        }
    }

    private static String unknown(String name, Optional<String> meant) {
        return "\"" + name + "\" is unknown"
                + meant.map(word -> ", did you mean \"" + word + "\"?").orElse("");
    }

    private static String choices(String section) {
        return "here; \"" + section + "\" has " + String.join(", ", membersOf(section));
    }

    private static String nested(Setting setting) {
        List<String> parts = List.of(setting.path().split("\\."));
        return parts.stream()
                        .map(part -> "\"" + part + "\": ")
                        .reduce("", (all, part) -> all.isEmpty() ? "{" + part : all + "{" + part)
                + "…" + "}".repeat(parts.size());
    }

    private static List<String> membersOf(String section) {
        List<String> names = new ArrayList<>();
        Stream.of(Setting.values())
                .map(Setting::path)
                .filter(path -> path.startsWith(section + "."))
                .map(path -> path.substring(section.length() + 1).replaceAll("\\..*", ""))
                .distinct()
                .forEach(names::add);
        return names;
    }

    private static final List<String> SECTIONS = Stream.of(Setting.values())
            .map(setting -> setting.path().replaceAll("\\..*", ""))
            .distinct()
            .toList();

    private static final List<String> SUBSECTIONS = Stream.of(Setting.values())
            .map(Setting::path)
            .filter(path -> path.indexOf('.') != path.lastIndexOf('.'))
            .map(path -> path.substring(0, path.lastIndexOf('.')))
            .distinct()
            .toList();
}
