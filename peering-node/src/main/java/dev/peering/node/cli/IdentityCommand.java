package dev.peering.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what is done with identities. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes and shows a node's own key.",
        footer = {
            "",
            "Your public key is what the operators of your peers put into their lists, and theirs go into yours.",
            "",
            "@|bold Examples|@",
            "  peering identity new --file identity.key",
            "  peering identity show --file identity.key"
        })
final class IdentityCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Without a command nothing was asked for: a script that lost a word must notice. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Exit.USAGE;
    }
}
