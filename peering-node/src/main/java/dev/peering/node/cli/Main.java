package dev.peering.node.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.cli.ConformanceCommand;
import dev.peering.crypto.KeyException;
import dev.peering.node.StartException;
import dev.peering.node.config.ConfigException;
import dev.peering.node.log.QuietByDefault;
import dev.peering.node.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code peering}. */
@Command(
        name = "peering",
        mixinStandardHelpOptions = true,
        description = "Keeps authenticated connections to peers you picked by hand.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "@|bold First steps|@",
            "  peering demo                              watch five nodes at work",
            "  peering identity new --file identity.key  make this node's key",
            "  peering run --config node.json            run a node",
            "  peering probe HOST:PORT --peer-key KEY    what does that node say?",
            "  peering conformance --help                try any implementation",
            "",
            "@|bold Exit codes|@",
            "  0  all that was asked for happened",
            "  1  it ran, but what it promised did not happen",
            "  2  the command line, configuration, key file or store cannot be used",
            "  3  the network does not let us: port in use, unknown name, nobody listens",
            "  4  a fault of this program, or its output cannot be written",
            "",
            "'peering COMMAND --help' explains a command, with examples."
        })
public final class Main implements Runnable {

    /** The library begins some of its complaints so, and all of ours begin with the program's name. */
    private static final String ERROR = "Error: ";

    private static final String HELP = "help";
    private static final String COMPLETION = "completion";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace when something goes wrong.")
    private boolean verbose;

    private Main() {}

    /**
     * The program.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        QuietByDefault.use();
        int code = run(Surroundings.ofProcess(), arguments);
        // An ended demo may leave daemon threads of the network behind; nobody waits for them.
        System.exit(code);
    }

    /**
     * The program, in a process that goes on afterwards.
     *
     * @param surroundings what it finds around itself
     * @param arguments the command line
     * @return the exit code
     */
    static int run(Surroundings surroundings, String... arguments) {
        CommandLine line = commandLine(surroundings, arguments);
        int code = line.execute(arguments);
        line.getOut().flush();
        Optional<String> lost = surroundings.out() instanceof Output out ? out.trouble() : Optional.empty();
        lost.ifPresent(why -> line.getErr().println("peering: standard output cannot be written: " + why));
        return lost.isPresent() ? Exit.INTERNAL : code;
    }

    /**
     * All commands, or only the one that is asked for: each costs several milliseconds of reflection.
     *
     * @param surroundings for the commands
     * @param arguments the command line
     */
    static CommandLine commandLine(Surroundings surroundings, String... arguments) {
        Map<String, Supplier<CommandLine>> commands = commands(surroundings);
        Optional<String> only = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .filter(commands::containsKey);
        if (only.isPresent() && !only.get().equals(HELP) && !only.get().equals(COMPLETION)) {
            commands.keySet().retainAll(Set.of(only.get()));
        }
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        line.getCommandSpec().versionProvider(new Version());
        OptionValues.readPlainly(line);
        return line.setOut(new PrintWriter(surroundings.out(), true, surroundings.charset()))
                .setErr(new PrintWriter(surroundings.err(), true, surroundings.charset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(surroundings)))
                .setUsageHelpAutoWidth(surroundings.terminal())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler((fault, command, parsed) -> main.failed(fault, command));
    }

    private static Map<String, Supplier<CommandLine>> commands(Surroundings surroundings) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new CommandLine(new DemoCommand(surroundings)));
        commands.put("run", () -> {
            CommandLine run = new CommandLine(new RunCommand(surroundings));
            SettingFlags.addTo(run.getCommandSpec());
            return run;
        });
        commands.put(
                "identity",
                () -> new CommandLine(new IdentityCommand())
                        .addSubcommand(new IdentityNewCommand(surroundings))
                        .addSubcommand(new IdentityShowCommand(surroundings)));
        commands.put("probe", () -> new CommandLine(new ProbeCommand(surroundings)));
        commands.put(
                "conformance",
                () -> new CommandLine(new ConformanceCommand()).addSubcommand(new AdapterCommand(surroundings)));
        commands.put(COMPLETION, () -> new CommandLine(new CompletionCommand(surroundings)));
        commands.put("warm-up", () -> new CommandLine(new WarmUpCommand(surroundings)));
        commands.put(HELP, () -> new CommandLine(new HelpCommand()));
        return commands;
    }

    private static CommandLine.Help.Ansi ansi(Surroundings surroundings) {
        boolean plain = !surroundings.terminal()
                || surroundings.environment().containsKey("NO_COLOR")
                || "dumb".equals(surroundings.environment().get("TERM"));
        return plain ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.ON;
    }

    /** Without a command: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int misused(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        String message = String.valueOf(fault.getMessage());
        err.println(
                "peering: " + decapitalized(message.startsWith(ERROR) ? message.substring(ERROR.length()) : message));
        CommandLine.UnmatchedArgumentException.printSuggestions(fault, err);
        err.println("'" + command.getCommandSpec().qualifiedName() + " --help' shows how it is used.");
        return Exit.USAGE;
    }

    private static String decapitalized(String message) {
        boolean word = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return word ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
    }

    private int failed(Exception fault, CommandLine command) {
        PrintWriter err = command.getErr();
        Throwable cause = cause(fault);
        int code = code(cause);
        // A run that cannot go on says why, and ends with the same code.
        if (code == Exit.INTERNAL && !(cause instanceof RunException)) {
            err.println("peering: this is a fault of the program (" + cause
                    + "): run it again with --verbose and report what it prints");
        } else {
            String.valueOf(cause.getMessage()).lines().forEach(line -> err.println("peering: " + line));
        }
        if (verbose) {
            fault.printStackTrace(err);
        }
        return code;
    }

    private static Throwable cause(Throwable fault) {
        boolean wrapped = fault instanceof ExecutionException || fault instanceof CompletionException;
        return wrapped && fault.getCause() != null ? cause(fault.getCause()) : fault;
    }

    private static int code(Throwable fault) {
        if (fault instanceof Failure failure) {
            return failure.code();
        } else if (fault instanceof RunException stop) {
            return stop.exitCode();
        } else if (fault instanceof StartException) {
            return Exit.NETWORK;
        }
        boolean oursToSay = fault instanceof ConfigException
                || fault instanceof StoreException
                || fault instanceof KeyException
                || fault instanceof FileSystemException;
        return oursToSay ? Exit.USAGE : Exit.INTERNAL;
    }
}
