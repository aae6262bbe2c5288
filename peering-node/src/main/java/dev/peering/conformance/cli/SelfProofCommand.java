package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.report.Reports;
import dev.peering.conformance.target.Fault;
import dev.peering.conformance.target.SelfProof;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that the suite finds every seeded fault and blames nothing on a correct target. */
@Command(
        name = "self-proof",
        description = "Tries the suite on a correct target and on one for every seeded fault.",
        mixinStandardHelpOptions = true)
final class SelfProofCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "FAULT", description = "M01 and so on; none means all")
    private List<Fault> chosen = List.of();

    @Option(names = "--faults-only", description = "leave out the correct target")
    private boolean faultsOnly;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            return prove(out);
        } catch (IOException e) {
            out.println("a target cannot be started: " + e.getMessage());
            return RunException.TESTER_FAULT;
        } catch (RunException e) {
            out.println(e.getMessage());
            return e.exitCode();
        } finally {
            out.flush();
        }
    }

    private int prove(PrintWriter out) throws IOException, RunException, InterruptedException {
        SelfProof proof = new SelfProof();
        boolean good = true;
        if (!faultsOnly) {
            RunReport report = proof.correct(List.of());
            out.println(Reports.tree(report));
            good = report.passed();
        }
        List<Fault> faults = chosen.isEmpty() ? List.of(Fault.values()) : chosen;
        List<SelfProof.Kill> kills = proof.faults(faults, kill -> {
            out.println(String.format(
                    Locale.ROOT,
                    "%-7s %-5s %-8s %s: %s",
                    kill.found() ? "found" : "MISSED",
                    kill.fault(),
                    kill.caseId(),
                    kill.fault().text(),
                    kill.text()));
            out.flush();
        });
        long found = kills.stream().filter(SelfProof.Kill::found).count();
        out.println(found + " of " + kills.size() + " faults found by their named case");
        return good && found == kills.size() ? 0 : 1;
    }
}
