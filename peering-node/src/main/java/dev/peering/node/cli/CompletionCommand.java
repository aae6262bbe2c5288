package dev.peering.node.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code peering completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script that teaches your shell to complete commands.",
        footer = {
            "",
            "@|bold Examples|@",
            "  source <(peering completion bash)                        bash, this shell",
            "  peering completion bash > ~/.peering-completion          bash, once, then",
            "  echo '. ~/.peering-completion' >> ~/.bashrc              from now on",
            "  source <(peering completion zsh)                         zsh, this shell"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells there is a script for. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return this == BASH ? "bash" : "zsh";
        }
    }

    /** Its name, or what there is instead. */
    static final class ShellName implements ITypeConverter<Shell> {
        @Override
        public Shell convert(String name) {
            return Arrays.stream(Shell.values())
                    .filter(shell -> shell.toString().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no script for '" + name + "', only for bash and zsh"));
        }
    }

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", converter = ShellName.class, description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        // One script for both: it loads zsh's emulation of bash completion by itself when it runs there.
        surroundings.out().println("# peering: completion for " + shell);
        surroundings.out().print(AutoComplete.bash("peering", spec.root().commandLine()));
        return Exit.OK;
    }
}
