package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.manual.ManualSuite;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the lines for the target's list without touching the target. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints what has to be on the target's list of known peers before a run.",
        footer = {
            "",
            "@|bold Examples|@",
            "  peering conformance keys --target 127.0.0.1:14666 --target-key KEY",
            "  peering conformance keys --json --target 127.0.0.1:14666 --target-key KEY"
        })
final class KeysCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Option(names = "--json", description = "Print the JSON array only.")
    private boolean json;

    @Override
    public Integer call() throws RunException {
        RunSettings settings = identity.settings(true);
        spec.commandLine().getOut().println(json ? ManualSuite.jsonFor(settings) : ManualSuite.linesFor(settings));
        return 0;
    }
}
