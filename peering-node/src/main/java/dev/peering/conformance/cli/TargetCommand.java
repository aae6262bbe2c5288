package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.target.Fault;
import dev.peering.conformance.target.Profile;
import dev.peering.conformance.target.ReferenceTarget;
import dev.peering.conformance.target.SeededFault;
import dev.peering.conformance.target.Subject;
import dev.peering.conformance.target.TargetMain;
import dev.peering.conformance.target.TargetWebApi;
import dev.peering.conformance.target.opendex.OpenDexFault;
import dev.peering.conformance.target.opendex.OpenDexProfile;
import dev.peering.conformance.target.opendex.OpenDexTarget;
import java.io.IOException;
import java.io.PrintWriter;
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
            "Prints the command that tries it, and ends when its standard input ends. Lines of JSON there are commands, as a run's --adapter sends them."
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering conformance target --port 14666              correct",
            "  peering conformance target --port 14666 --fault M08  takes old requests",
            "  peering conformance target --list-faults             which there are",
            "  peering conformance target --suite opendex --profile xud"
        })
final class TargetCommand implements Callable<Integer> {

    private static final long USUAL_INTERVAL = 5000;

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
            description = "One seeded fault, M01 and so on; --list-faults tells them.")
    private Optional<String> fault = Optional.empty();

    @Option(
            names = "--list-faults",
            description = "List the suite's faults, each with the case that must find it, and end.")
    private boolean listFaults;

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
            description = "Manual only: where to serve GoShimmer's web API for the list; by default any free port.")
    private Optional<Integer> webApi = Optional.empty();

    @Option(
            names = "--reconnect-interval",
            paramLabel = "MILLIS",
            defaultValue = "5000",
            description = "Time between two dials (default: ${DEFAULT-VALUE}).")
    private long intervalMillis = USUAL_INTERVAL;

    @Override
    public Integer call() throws IOException, RunException {
        Bounds.port("--port", port);
        if (listFaults) {
            listFaults(
                    switch (suite.suite()) {
                        case MANUAL -> Fault.values();
                        case OPENDEX -> OpenDexFault.values();
                    });
            return 0;
        }
        if (fault.isPresent() && !profile.equals("correct")) {
            throw new RunException(
                    RunException.USAGE,
                    "--fault goes into the correct target, so --profile " + profile
                            + " beside it would be without effect");
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
        Profile chosen = chosenFault
                .map(Profile::with)
                .orElse(base)
                .dialingEvery(Bounds.interval("--reconnect-interval", intervalMillis));
        int apiPort = Bounds.port("--web-api", webApi.orElse(0));
        try (ReferenceTarget target = listening("--port", () -> new ReferenceTarget(chosen, port));
                TargetWebApi api = listening("--web-api", () -> new TargetWebApi(target, apiPort, Optional.empty()))) {
            String interval = intervalMillis == USUAL_INTERVAL ? "" : " --reconnect-interval " + intervalMillis;
            tell(target, " --web-api " + api.url() + interval);
            serve(target);
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
        try (OpenDexTarget target = listening("--port", () -> new OpenDexTarget(chosen, suite.network(), port))) {
            tell(
                    target,
                    suite.network() == Suites.USUAL_NETWORK
                            ? ""
                            : " --network " + suite.network().label());
            serve(target);
            return 0;
        }
    }

    private interface Start<T> {
        T begin() throws IOException;
    }

    private static <T> T listening(String option, Start<T> start) throws RunException {
        try {
            return start.begin();
        } catch (IOException taken) {
            throw new RunException(RunException.UNREACHABLE, taken.getMessage() + "; choose another with " + option);
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
                .filter(one -> one.name().equalsIgnoreCase(fault.get()))
                .findFirst()
                .orElseThrow(() -> new RunException(
                        RunException.USAGE,
                        "there is no fault '" + fault.get() + "' of this suite; 'conformance target --suite "
                                + suiteName() + " --list-faults' tells them")));
    }

    private String suiteName() {
        return suite.suite().name().toLowerCase(Locale.ROOT);
    }

    private void listFaults(SeededFault[] faults) {
        PrintWriter out = spec.commandLine().getOut();
        for (SeededFault one : faults) {
            out.println(String.format(
                    Locale.ROOT, "%-5s %-8s %s", one.name(), one.caseId().orElse("-"), one.text()));
        }
    }

    /** A line that works when pasted elsewhere while this target runs. */
    private void tell(Subject target, String handling) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(target.banner());
        err.println("Try it, from another terminal:");
        err.println("  " + Launcher.name() + " conformance run " + suiteName() + " --target 127.0.0.1:"
                + target.address().getPort() + " --target-key " + target.keyText() + handling);
        err.flush();
    }

    private void serve(Subject target) throws IOException {
        Thread onSignal = new Thread(() -> {
            target.close();
            Runtime.getRuntime().halt(0);
        });
        Runtime.getRuntime().addShutdownHook(onSignal);
        int commands = TargetMain.serve(target, System.in, System.out);
        if (commands == 0) {
            spec.commandLine()
                    .getErr()
                    .println("ends, for its standard input is at its end; it runs as long as that is open");
        }
        Runtime.getRuntime().removeShutdownHook(onSignal);
    }
}
