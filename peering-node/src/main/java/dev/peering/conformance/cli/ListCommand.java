package dev.peering.conformance.cli;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.RunException;
import dev.peering.conformance.Selection;
import dev.peering.conformance.Suite;
import dev.peering.conformance.report.JsonReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists cases without running them. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists the cases.",
        footer = {
            "",
            "@|bold Examples|@",
            "  peering conformance list                all",
            "  peering conformance list opendex        all of one suite",
            "  peering conformance list 'MP-O-*' SEC   target dials; attackers",
            "  peering conformance list MP-I-16 --json all about one"
        })
final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--json",
            description = "Print JSON: level, place in the specification, reason and accepted outcomes of each.")
    private boolean json;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            completionCandidates = Candidates.OfList.class,
            description = "Suites (manual, opendex), ids, patterns (MP-I-*) or levels (MUST); none means all.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws RunException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> suites =
                words.stream().filter(word -> Suites.names().contains(word)).toList();
        List<CaseSpec> all = Suites.all().stream()
                .filter(suite -> suites.isEmpty() || suites.contains(suite.name()))
                .map(Suite::cases)
                .flatMap(List::stream)
                .toList();
        Selection selection = Selection.among(
                all, words.stream().filter(word -> !suites.contains(word)).toList());
        List<CaseSpec> cases = all.stream().filter(selection::chooses).toList();
        if (json) {
            out.println(JsonReport.list(cases));
        } else {
            cases.forEach(one ->
                    out.println(String.format(Locale.ROOT, "%-8s %-6s %s", one.id(), one.level(), one.requirement())));
            out.println(cases.size() + (cases.size() == 1 ? " case" : " cases"));
        }
        out.flush();
        return 0;
    }
}
