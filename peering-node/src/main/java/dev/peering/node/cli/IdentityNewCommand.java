package dev.peering.node.cli;

import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code peering identity new}. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Makes a new key and stores it in a file that only you can read. Never overwrites.",
        footer = {"", "@|bold Example|@", "  peering identity new --file identity.key"})
final class IdentityNewCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "Where to store it.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    IdentityNewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        try (Identity identity = Identity.create(new SecureRandom())) {
            IdentityFile.store(file, identity);
            surroundings.out().print(IdentityText.of(identity.key(), file));
        }
        return Exit.OK;
    }
}
