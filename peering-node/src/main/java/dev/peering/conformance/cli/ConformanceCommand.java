package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code peering conformance}: list the cases, run them against a target, or prove that the suite finds faults. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunSuiteCommand.class,
            ListCommand.class,
            KeysCommand.class,
            CompareCommand.class,
            TargetCommand.class,
            SelfProofCommand.class
        },
        description = {
            "Asks any implementation, in any language, whether it does what its specification says.",
            "",
            "It dials the implementation under test, the target, and lets itself be dialed by it, over plain TCP. All that the target has to do is to take the "
                    + "suite's keys onto its list of known peers: 'run' prints them."
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering conformance list",
            "  peering conformance run manual --target HOST:PORT --target-key KEY",
            "  peering conformance run manual 'MP-I-0*' --target HOST:PORT --target-key KEY"
        })
public final class ConformanceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a command nothing was asked for: a script that lost a word must notice. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return RunException.USAGE;
    }
}
