package dev.peering.conformance.cli;

import dev.peering.conformance.CaseSpec;
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
@Command(name = "list", description = "Lists the cases.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "as JSON, with everything there is to know about each")
    private boolean json;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "ids, patterns (MP-I-*) or levels (MUST); none means all")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Selection selection = new Selection(words);
        List<CaseSpec> cases = Suites.all().stream()
                .map(Suite::cases)
                .flatMap(List::stream)
                .filter(selection::chooses)
                .toList();
        if (json) {
            out.println(JsonReport.list(cases));
        } else {
            cases.forEach(one ->
                    out.println(String.format(Locale.ROOT, "%-8s %-6s %s", one.id(), one.level(), one.requirement())));
            out.println(cases.size() + " cases");
        }
        out.flush();
        return 0;
    }
}
