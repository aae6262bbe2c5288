package dev.peering.conformance.cli;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseRunner;
import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.ExpectedFailures;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Selection;
import dev.peering.conformance.Suite;
import dev.peering.conformance.report.Reports;
import dev.peering.conformance.report.TreeReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs cases against a target. Ends with 0 when every required case passed, 1 when one did not, 2 for a wrong command line, 3 when the target is not
 * there, is another, or died, 4 when the suite, its adapter or its report failed.
 */
@Command(
        name = "run",
        description = "Runs cases against a target.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every required case passed",
            "1:a required case failed",
            "2:wrong command line",
            "3:the target is not there, is another, or died",
            "4:the suite, its adapter or its report failed"
        })
final class RunSuiteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SUITE", description = "manual")
    private String suiteName = "";

    @Parameters(
            index = "1..*",
            paramLabel = "ID",
            description = "ids, patterns (MP-I-*) or levels (MUST); none means all")
    private List<String> words = List.of();

    @Option(names = "--case", paramLabel = "ID", description = "the same as ID, may be given more than once")
    private List<String> cases = List.of();

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Option(names = "--slow", description = "the cases that take a minute and more, too")
    private boolean slow;

    @Option(names = "--strict", description = "SHOULD and SEC count too")
    private boolean strict;

    @Option(names = "--no-rerun", description = "believe a failed case at once")
    private boolean noRerun;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Option(names = "--expected-failures", paramLabel = "FILE", description = "lines of: id, space, reason")
    private Optional<Path> expectedFailures = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "writes report.json, junit.xml, report.tap, report.html")
    private Optional<Path> report = Optional.empty();

    private int done;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Suite suite = Suites.named(suiteName);
            ExpectedFailures expected = expected(suite);
            prepareReport();
            RunSettings settings = targetOptions.settings(slow, !noRerun);
            try {
                return run(suite, settings, expected, out, err);
            } finally {
                settings.control().close();
            }
        } catch (RunException e) {
            err.println(e.getMessage());
            err.flush();
            return e.exitCode();
        }
    }

    private int run(Suite suite, RunSettings settings, ExpectedFailures expected, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        List<String> all = new ArrayList<>(words);
        all.addAll(cases);
        Selection selection = new Selection(all);
        long count = suite.cases().stream().filter(selection::chooses).count();
        Consumer<CaseResult> progress = result -> {
            done++;
            if (!quiet) {
                out.println(TreeReport.progress(done, (int) count, result));
                out.flush();
            }
        };
        CaseRunner runner = new CaseRunner(settings, expected, progress);
        int code = 0;
        try {
            runner.run(suite, selection, text -> {
                out.println(text);
                out.flush();
            });
        } catch (RunException e) {
            err.println(e.getMessage());
            code = e.exitCode();
        }
        RunReport found = runner.soFar(suite, strict);
        if (!found.results().isEmpty()) {
            out.println(Reports.tree(found));
            code = Math.max(code, found.passed() ? 0 : 1);
            code = Math.max(code, writeReport(found, out, err));
        }
        out.flush();
        err.flush();
        return code;
    }

    private ExpectedFailures expected(Suite suite) throws RunException {
        if (expectedFailures.isEmpty()) {
            return ExpectedFailures.NONE;
        }
        try {
            return ExpectedFailures.parse(
                    Files.readAllLines(expectedFailures.get()),
                    suite.cases().stream().map(CaseSpec::id).collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new RunException(
                    RunException.USAGE, "--expected-failures " + expectedFailures.get() + " cannot be read: " + e);
        }
    }

    private void prepareReport() throws RunException {
        if (report.isPresent()) {
            try {
                Reports.prepare(report.get());
            } catch (IOException e) {
                throw new RunException(
                        RunException.TESTER_FAULT, "--report " + report.get() + " cannot be written: " + e);
            }
        }
    }

    private int writeReport(RunReport found, PrintWriter out, PrintWriter err) {
        if (report.isEmpty()) {
            return 0;
        }
        try {
            Reports.write(found, report.get());
            out.println("written: " + report.get().resolve("report.html") + " and report.json, junit.xml, report.tap");
            return 0;
        } catch (IOException e) {
            err.println("the report cannot be written to " + report.get() + ": " + e + "; the results are above");
            return RunException.TESTER_FAULT;
        }
    }
}
