package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.report.Column;
import dev.peering.conformance.report.DiskTrouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the verdicts of runs. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tells whether runs gave the same verdicts, case by case.",
            "",
            "The first file holds what is expected: an earlier report.json, or a file with the ids and verdicts only. An expected failure counts as a failure."
        },
        footer = {
            "",
            "@|bold Exit codes|@",
            "  0  all the same",
            "  1  a verdict differs, or a case is missing in one of the files",
            "  2  a file cannot be read",
            "",
            "@|bold Examples|@",
            "  peering conformance compare before/report.json after/report.json",
            "  peering conformance compare --column 1.2.5 expected.json report.json"
        })
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "EXPECTED", description = "A report.json, or a file of expected results.")
    private Path expected = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "REPORT", description = "One report.json or more.")
    private List<Path> reports = List.of();

    @Option(
            names = "--column",
            paramLabel = "NAME",
            defaultValue = "verdict",
            description = "What EXPECTED says of another edition of the target, where it says that.")
    private String column = "verdict";

    @Override
    public Integer call() throws RunException {
        PrintWriter out = spec.commandLine().getOut();
        Column wanted = read(expected, column);
        int code = 0;
        for (Path report : reports) {
            Column found = read(report, "verdict");
            Set<String> differing = wanted.differing(found);
            for (String id : differing) {
                out.println(String.format(
                        Locale.ROOT, "%-8s expected %s, found %s", id, wanted.verdict(id), found.verdict(id)));
            }
            out.println(report + ": "
                    + (differing.isEmpty()
                            ? "all " + found.size() + " verdicts are as expected"
                            : differing.size() + " of " + wanted.size() + " verdicts differ"));
            code = differing.isEmpty() ? code : 1;
        }
        return code;
    }

    private static RunException cannot(Path file, String why) {
        return new RunException(RunException.USAGE, file + " cannot be compared: " + why);
    }

    private static Column read(Path file, String name) throws RunException {
        try {
            return Column.read(file, name);
        } catch (IOException e) {
            throw cannot(file, DiskTrouble.text(e));
        }
    }
}
