package dev.peering.conformance.cli;

import dev.peering.conformance.target.Fault;
import dev.peering.conformance.target.Profile;
import dev.peering.conformance.target.ReferenceTarget;
import dev.peering.conformance.target.TargetMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the reference target: something to try the suite on. */
@Command(
        name = "target",
        description =
                "Runs the suite's own reference target on loopback; speaks the adapter's language on standard input.",
        mixinStandardHelpOptions = true)
final class TargetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", defaultValue = "0", description = "0 lets the system choose")
    private int port;

    @Option(names = "--fault", description = "one seeded fault, M01 and so on")
    private Optional<Fault> fault = Optional.empty();

    @Option(names = "--profile", defaultValue = "correct", description = "correct or goshimmer")
    private String profile = "correct";

    @Option(
            names = "--reconnect-interval",
            paramLabel = "MILLIS",
            defaultValue = "5000",
            description = "between two dials (default: ${DEFAULT-VALUE})")
    private long intervalMillis = 5000;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Profile base = profile.equals("goshimmer") ? Profile.GOSHIMMER : Profile.CORRECT;
        Profile chosen = fault.map(Profile::with).orElse(base).dialingEvery(Duration.ofMillis(intervalMillis));
        try (ReferenceTarget target = new ReferenceTarget(chosen, port)) {
            err.println(target.banner());
            err.println("--target 127.0.0.1:" + target.address().getPort() + " --target-key " + target.key());
            err.flush();
            TargetMain.serve(target, System.in, System.out);
        }
        return 0;
    }
}
