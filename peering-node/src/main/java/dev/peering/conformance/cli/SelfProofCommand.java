package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.report.Reports;
import dev.peering.conformance.target.Fault;
import dev.peering.conformance.target.ManualProving;
import dev.peering.conformance.target.SeededFault;
import dev.peering.conformance.target.SelfProof;
import dev.peering.conformance.target.Subject;
import dev.peering.conformance.target.opendex.OpenDexFault;
import dev.peering.conformance.target.opendex.OpenDexProfile;
import dev.peering.conformance.target.opendex.OpenDexProving;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that the suite finds every seeded fault and blames nothing on a correct target. */
@Command(
        name = "self-proof",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Proves that the suites can tell good from bad, in about five minutes.",
            "",
            "Runs each on a correct target, which must pass every case, and then on a target for every seeded fault, which the case named with the fault must find. "
                    + "Ends with 0 only when all of that came true."
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering conformance self-proof          all",
            "  peering conformance self-proof opendex  one suite",
            "  peering conformance self-proof M01 M08  these two, and the correct one"
        })
final class SelfProofCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            completionCandidates = Candidates.OfProofs.class,
            description = "Suites (manual, opendex) or faults (M01 and so on); none means all.")
    private List<String> names = List.of();

    @Option(names = "--faults-only", description = "Leave out the correct target.")
    private boolean faultsOnly;

    @Override
    public Integer call() throws IOException, RunException, InterruptedException {
        List<Fault> faults = chosen(Fault.values(), "manual");
        List<OpenDexFault> openDexFaults = chosen(OpenDexFault.values(), "opendex");
        requireKnown();
        boolean good = faults.isEmpty() || manual(faults);
        return (openDexFaults.isEmpty() || openDex(openDexFaults)) && good ? 0 : 1;
    }

    private <F extends Enum<F>> List<F> chosen(F[] all, String suite) {
        return Arrays.stream(all)
                .filter(fault -> names.isEmpty() || names.contains(suite) || names.contains(fault.name()))
                .toList();
    }

    private void requireKnown() throws RunException {
        Set<String> known = new HashSet<>(Suites.names());
        Arrays.stream(Fault.values()).map(Enum::name).forEach(known::add);
        Arrays.stream(OpenDexFault.values()).map(Enum::name).forEach(known::add);
        for (String name : names) {
            if (!known.contains(name)) {
                throw new RunException(
                        RunException.USAGE,
                        "there is no suite and no fault '" + name + "'; suites are " + String.join(", ", Suites.names())
                                + ", faults M01 and so on");
            }
        }
    }

    private boolean manual(List<Fault> faults) throws IOException, RunException, InterruptedException {
        SelfProof<Fault> proof = new SelfProof<>(new ManualProving());
        boolean good = faultsOnly || passes(proof, ManualProving.correct());
        return found(proof, faults) && good;
    }

    private boolean openDex(List<OpenDexFault> faults) throws IOException, RunException, InterruptedException {
        SelfProof<OpenDexFault> proof = new SelfProof<>(new OpenDexProving());
        boolean good = faultsOnly
                || (passes(proof, OpenDexProving.with(OpenDexProfile.CORRECT))
                        && habits(proof, OpenDexProfile.XUD)
                        && habits(proof, OpenDexProfile.XUD_1_2_5));
        return found(proof, faults) && good;
    }

    /** A target with all habits of an original fails what that does, and nothing else. */
    private boolean habits(SelfProof<?> proof, OpenDexProfile original)
            throws IOException, RunException, InterruptedException {
        Set<String> wanted = original.failing();
        Set<String> failed = new TreeSet<>();
        try (Subject target = OpenDexProving.with(original)) {
            proof.on(target, List.of()).results().stream()
                    .filter(result -> result.verdict().bad())
                    .forEach(result -> failed.add(result.spec().id()));
        }
        out().println("a target with the habits of " + original.name() + " fails " + String.join(", ", failed)
                + (failed.equals(wanted) ? ": as the original" : "; the original fails " + String.join(", ", wanted)));
        return failed.equals(wanted);
    }

    private boolean passes(SelfProof<?> proof, Subject correct) throws RunException, InterruptedException {
        try (correct) {
            RunReport report = proof.on(correct, List.of());
            out().println(Reports.tree(report));
            return report.passed();
        }
    }

    private <F extends SeededFault> boolean found(SelfProof<F> proof, List<F> faults)
            throws RunException, InterruptedException {
        List<SelfProof.Kill> kills = proof.faults(faults, this::tell);
        long found = kills.stream().filter(SelfProof.Kill::found).count();
        out().println(found + " of " + kills.size() + " faults found by their named case");
        return found == kills.size();
    }

    private void tell(SelfProof.Kill kill) {
        out().println(String.format(
                Locale.ROOT,
                "%-7s %-5s %-8s %s: %s",
                kill.found() ? "found" : "MISSED",
                kill.fault().name(),
                kill.caseId(),
                kill.fault().text(),
                kill.text()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
