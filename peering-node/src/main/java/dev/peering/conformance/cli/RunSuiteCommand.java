package dev.peering.conformance.cli;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseRunner;
import dev.peering.conformance.ExpectedFailures;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.RunSettings.Manner;
import dev.peering.conformance.Selection;
import dev.peering.conformance.Suite;
import dev.peering.conformance.report.DiskTrouble;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code peering conformance run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Runs cases against a target and says which requirements it meets.",
            "",
            "First it prints the lines to put on the target's list of known peers and waits until the target knows them; with --web-api, --add-hook or "
                    + "--adapter it puts them there itself. OpenDEX knows no such list: there it prints whom the target must be told to connect to, when a "
                    + "case needs it. Then all cases run, most of them side by side, in less than two minutes. Results are kept also "
                    + "when the target dies on the way."
        },
        footer = {
            "",
            "@|bold Exit codes|@",
            "  0  every required case that was tried passed: MUST and WIRE, with --strict",
            "     SHOULD and SEC too; those that were not tried are named at the end",
            "  1  a required case failed, or passed though it is expected to fail, or",
            "     nothing was judged, because no chosen case could be tried",
            "  2  wrong command line",
            "  3  the target is not there, is another node or none, knows none of our keys,",
            "     or died",
            "  4  the suite, its adapter, its report or its output failed",
            "  130, 143  ended by Ctrl-C or SIGTERM",
            "",
            "@|bold Examples|@",
            "  peering conformance run manual --target HOST:PORT --target-key KEY",
            "  peering conformance run manual --target HOST:PORT --target-key KEY \\",
            "      --web-api http://127.0.0.1:8080 --strict --report report",
            "  peering conformance run manual 'MP-O-*' --target HOST:PORT --target-key KEY",
            "  peering conformance run opendex --target HOST:PORT --target-key HEX"
        })
final class RunSuiteCommand implements Callable<Integer> {

    private static final long LONGEST_END_SECONDS = 15;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "SUITE",
            completionCandidates = Candidates.OfSuites.class,
            description = "Which protocol: manual or opendex.")
    private String suiteName = "";

    @Parameters(
            index = "1..*",
            paramLabel = "ID",
            completionCandidates = Candidates.OfCases.class,
            description = "Ids, patterns (MP-I-*) or levels (MUST); none means all.")
    private List<String> words = List.of();

    @Option(
            names = "--case",
            paramLabel = "ID",
            completionCandidates = Candidates.OfCases.class,
            description = "The same as ID; may be given more than once.")
    private List<String> cases = List.of();

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Option(names = "--slow", description = "Run the cases that take a minute and more, too.")
    private boolean slow;

    @Option(names = "--strict", description = "SHOULD and SEC are required, too.")
    private boolean strict;

    @Option(names = "--no-rerun", description = "Believe a failed case at once; else it is tried a second time.")
    private boolean noRerun;

    @Option(
            names = "--one-by-one",
            description = "No case beside another: takes long, and shows which one a target dies of.")
    private boolean oneByOne;

    @Option(names = "--quiet", description = "No progress, only the result.")
    private boolean quiet;

    @Option(
            names = "--expected-failures",
            paramLabel = "FILE",
            description = "Cases known to fail; each line an id, a space and the reason.")
    private Optional<Path> expectedFailures = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write report.html, report.json, junit.xml and report.tap there.")
    private Optional<Path> report = Optional.empty();

    private int done;

    @Override
    public Integer call() throws RunException {
        Suite suite = Suites.named(suiteName, targetOptions.network());
        ExpectedFailures expected = expected(suite);
        Selection selection = selection(suite);
        prepareReport();
        RunSettings settings = targetOptions.settings(new Manner(slow, !noRerun, oneByOne));
        CaseRunner runner = new CaseRunner(settings, expected, progress(suite, selection));
        CountDownLatch over = new CountDownLatch(1);
        Thread onSignal = endingInOrder(runner, Thread.currentThread(), over);
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            clearReport();
            int code = run(runner, suite, selection);
            forget(onSignal);
            return code;
        } finally {
            settings.control().close();
            over.countDown();
        }
    }

    /** Ctrl-C and SIGTERM end the run as its end does: with a report, and with our keys off the target's list. */
    private static Thread endingInOrder(CaseRunner runner, Thread running, CountDownLatch over) {
        return new Thread(
                () -> {
                    // A terminal's Ctrl-C reaches the adapter too: what the target does from now on is not its fault.
                    runner.stop();
                    running.interrupt();
                    try {
                        boolean inTime = over.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
                        if (!inTime) {
                            Runtime.getRuntime().halt(RunException.TESTER_FAULT);
                        }
                    } catch (InterruptedException impatient) {
                        Thread.currentThread().interrupt();
                    }
                },
                "end-run");
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException ending) {
            // The process is ending already, and the hook waits for us.
        }
    }

    private Selection selection(Suite suite) throws RunException {
        List<String> all = new ArrayList<>(words);
        all.addAll(cases);
        return Selection.among(suite.cases(), all);
    }

    private Consumer<CaseResult> progress(Suite suite, Selection selection) {
        PrintWriter out = spec.commandLine().getOut();
        long count = suite.cases().stream().filter(selection::chooses).count();
        return result -> {
            done++;
            if (!quiet) {
                out.println(TreeReport.progress(done, (int) count, result));
            }
        };
    }

    private int run(CaseRunner runner, Suite suite, Selection selection) {
        PrintWriter out = spec.commandLine().getOut();
        int code = 0;
        try {
            runner.run(suite, selection, new Terminal(out, quiet));
        } catch (RunException e) {
            complain(String.valueOf(e.getMessage()));
            code = e.exitCode();
        } catch (InterruptedException stopped) {
            complain("stopped; what was found until now is kept");
            code = RunException.TESTER_FAULT;
        }
        RunReport found = runner.soFar(suite, strict);
        if (!found.results().isEmpty()) {
            out.println(Reports.tree(found));
            code = Math.max(code, found.passed() ? 0 : 1);
        }
        return Math.max(code, writeReport(found, out));
    }

    private ExpectedFailures expected(Suite suite) throws RunException {
        if (expectedFailures.isEmpty()) {
            return ExpectedFailures.NONE;
        }
        try {
            return ExpectedFailures.parse(Files.readAllLines(expectedFailures.get()), suite.cases());
        } catch (IOException e) {
            throw new RunException(
                    RunException.USAGE,
                    "--expected-failures " + expectedFailures.get() + " cannot be read: " + DiskTrouble.text(e));
        }
    }

    private interface OnFolder {
        void act(Path folder) throws IOException;
    }

    private void prepareReport() throws RunException {
        onReport(Reports::prepare);
    }

    private void clearReport() throws RunException {
        onReport(Reports::clear);
    }

    private void onReport(OnFolder step) throws RunException {
        if (report.isPresent()) {
            try {
                step.act(report.get());
            } catch (IOException e) {
                throw new RunException(
                        RunException.TESTER_FAULT,
                        "--report " + report.get() + " cannot be written: " + DiskTrouble.text(e)
                                + "; name another folder");
            }
        }
    }

    private int writeReport(RunReport found, PrintWriter out) {
        if (report.isEmpty()) {
            return 0;
        }
        try {
            Reports.write(found, report.get());
            out.println("written: " + report.get().resolve("report.html") + " and report.json, junit.xml, report.tap");
            return 0;
        } catch (IOException e) {
            complain("the report cannot be written to " + report.get() + ", these are not there: " + DiskTrouble.text(e)
                    + "; the results are above");
            return RunException.TESTER_FAULT;
        }
    }

    /** As the program complains everywhere. */
    private void complain(String text) {
        text.lines().forEach(line -> spec.commandLine().getErr().println("peering: " + line));
    }
}
