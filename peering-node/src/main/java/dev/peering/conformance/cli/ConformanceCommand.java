package dev.peering.conformance.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code peering conformance}: list the cases, run them against a target, or prove that the suite finds faults. */
@Command(
        name = "conformance",
        description = "Asks any implementation whether it does what its specification says.",
        subcommands = {
            ListCommand.class,
            RunSuiteCommand.class,
            KeysCommand.class,
            SelfProofCommand.class,
            TargetCommand.class
        },
        mixinStandardHelpOptions = true)
public final class ConformanceCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().usage(out);
        out.flush();
    }

    /**
     * Runs the suite alone.
     *
     * @param arguments as after {@code peering conformance}
     */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new ConformanceCommand()).execute(arguments));
    }
}
