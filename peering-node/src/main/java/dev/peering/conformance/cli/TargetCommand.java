package dev.peering.conformance.cli;

import dev.peering.conformance.target.Fault;
import dev.peering.conformance.target.Profile;
import dev.peering.conformance.target.ReferenceTarget;
import dev.peering.conformance.target.TargetMain;
import dev.peering.conformance.target.TargetWebApi;
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
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the suite's own reference target on loopback: something to try the suite on, correct or with a fault of your choice.",
            "",
            "Ends when its standard input ends. Lines of JSON there are commands, as a run's --adapter sends them."
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering conformance target --port 14666              correct",
            "  peering conformance target --port 14666 --fault M08  takes old requests"
        })
final class TargetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Where to listen on 127.0.0.1 (default: ${DEFAULT-VALUE}, any free port).")
    private int port;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "One seeded fault, M01 and so on; they are listed by 'self-proof'.")
    private Optional<Fault> fault = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "correct",
            description = "correct, or goshimmer: all habits of the original at once (default: ${DEFAULT-VALUE}).")
    private String profile = "correct";

    @Option(
            names = "--web-api",
            paramLabel = "PORT",
            description = "Serve GoShimmer's web API for the list there; SIGTERM then ends it with 0.")
    private Optional<Integer> webApi = Optional.empty();

    @Option(
            names = "--reconnect-interval",
            paramLabel = "MILLIS",
            defaultValue = "5000",
            description = "Time between two dials (default: ${DEFAULT-VALUE}).")
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
            if (webApi.isPresent()) {
                serve(target, webApi.get(), err);
            } else {
                TargetMain.serve(target, System.in, System.out);
            }
        }
        return 0;
    }

    private static void serve(ReferenceTarget target, int port, PrintWriter err) throws IOException {
        Thread onSignal = new Thread(() -> {
            target.close();
            Runtime.getRuntime().halt(0);
        });
        try (TargetWebApi api = new TargetWebApi(target, port, Optional.empty())) {
            Runtime.getRuntime().addShutdownHook(onSignal);
            err.println("--web-api " + api.url());
            TargetMain.serve(target, System.in, System.out);
            Runtime.getRuntime().removeShutdownHook(onSignal);
        }
    }
}
