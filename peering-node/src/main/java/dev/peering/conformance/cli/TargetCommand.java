package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.target.Fault;
import dev.peering.conformance.target.Profile;
import dev.peering.conformance.target.ReferenceTarget;
import dev.peering.conformance.target.TargetMain;
import dev.peering.conformance.target.TargetWebApi;
import dev.peering.conformance.target.opendex.OpenDexFault;
import dev.peering.conformance.target.opendex.OpenDexProfile;
import dev.peering.conformance.target.opendex.OpenDexTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  peering conformance target --port 14666 --fault M08  takes old requests",
            "  peering conformance target --suite opendex --profile xud"
        })
final class TargetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Where to listen on 127.0.0.1 (default: ${DEFAULT-VALUE}, any free port).")
    private int port;

    @Mixin
    private SuiteOptions suite = new SuiteOptions();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            completionCandidates = Candidates.OfFaults.class,
            description = "One seeded fault, M01 and so on; they are listed by 'self-proof'.")
    private Optional<String> fault = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            completionCandidates = Candidates.OfProfiles.class,
            defaultValue = "correct",
            description =
                    "correct, or all habits of the original at once: goshimmer, for opendex xud or xud-1.2.5 (default: ${DEFAULT-VALUE}).")
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
    public Integer call() throws IOException, RunException {
        if (port < 0 || port > 65_535) {
            throw new RunException(RunException.USAGE, "--port must be from 0 to 65535, not " + port);
        }
        return switch (suite.suite()) {
            case MANUAL -> manual();
            case OPENDEX -> openDex();
        };
    }

    private int manual() throws IOException, RunException {
        requireProfile();
        Profile base = profile.equals("goshimmer") ? Profile.GOSHIMMER : Profile.CORRECT;
        Optional<Fault> chosenFault = named(Fault.values());
        Profile chosen = chosenFault.map(Profile::with).orElse(base).dialingEvery(Duration.ofMillis(intervalMillis));
        try (ReferenceTarget target = listening(() -> new ReferenceTarget(chosen, port))) {
            tell(target.banner(), target.address(), target.keyText());
            if (webApi.isPresent()) {
                serve(target, webApi.get());
            } else {
                TargetMain.serve(target, System.in, System.out);
            }
            return 0;
        }
    }

    private int openDex() throws IOException, RunException {
        OpenDexProfile base = OpenDexProfile.named(profile)
                .orElseThrow(() -> new RunException(
                        RunException.USAGE, "--profile must be correct, xud or xud-1.2.5, not '" + profile + "'"));
        Optional<OpenDexFault> chosenFault = named(OpenDexFault.values());
        OpenDexProfile chosen = chosenFault.map(OpenDexProfile::with).orElse(base);
        if (webApi.isPresent()) {
            throw new RunException(RunException.USAGE, "--web-api is GoShimmer's and serves manual only; leave it out");
        }
        try (OpenDexTarget target = listening(() -> new OpenDexTarget(chosen, suite.network(), port))) {
            tell(target.banner(), target.address(), target.keyText());
            TargetMain.serve(target, System.in, System.out);
            return 0;
        }
    }

    private interface Start<T> {
        T begin() throws IOException;
    }

    private static <T> T listening(Start<T> start) throws RunException {
        try {
            return start.begin();
        } catch (IOException taken) {
            throw new RunException(RunException.UNREACHABLE, taken.getMessage() + "; choose another with --port");
        }
    }

    private void requireProfile() throws RunException {
        if (!profile.equals("correct") && !profile.equals("goshimmer")) {
            throw new RunException(RunException.USAGE, "--profile must be correct or goshimmer, not '" + profile + "'");
        }
    }

    private <F extends Enum<F>> Optional<F> named(F[] faults) throws RunException {
        if (fault.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(faults)
                .filter(one -> one.name().equals(fault.get()))
                .findFirst()
                .orElseThrow(() -> new RunException(
                        RunException.USAGE,
                        "there is no fault '" + fault.get() + "' of this suite; 'self-proof "
                                + suite.suite().name().toLowerCase(Locale.ROOT) + "' lists them")));
    }

    private void tell(String banner, InetSocketAddress address, String key) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(banner);
        err.println("--target 127.0.0.1:" + address.getPort() + " --target-key " + key);
        err.flush();
    }

    private void serve(ReferenceTarget target, int port) throws IOException {
        Thread onSignal = new Thread(() -> {
            target.close();
            Runtime.getRuntime().halt(0);
        });
        try (TargetWebApi api = new TargetWebApi(target, port, Optional.empty())) {
            Runtime.getRuntime().addShutdownHook(onSignal);
            spec.commandLine().getErr().println("--web-api " + api.url());
            TargetMain.serve(target, System.in, System.out);
            Runtime.getRuntime().removeShutdownHook(onSignal);
        }
    }
}
