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
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Proves that the suite can tell good from bad, in about three minutes.",
            "",
            "Runs it on a correct target, which must pass every case, and then on a target for every seeded fault, which the case named with the fault must find. "
                    + "Ends with 0 only when all of that came true."
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering conformance self-proof          all",
            "  peering conformance self-proof M01 M08  these two, and the correct one"
        })
final class SelfProofCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "FAULT", description = "M01 and so on; none means all.")
    private List<Fault> chosen = List.of();

    @Option(names = "--faults-only", description = "Leave out the correct target.")
    private boolean faultsOnly;

    @Override
    public Integer call() throws IOException, RunException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
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
        });
        long found = kills.stream().filter(SelfProof.Kill::found).count();
        out.println(found + " of " + kills.size() + " faults found by their named case");
        return good && found == kills.size() ? 0 : 1;
    }
}
