package dev.peering.node.cli;

import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1IdentityFile;
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
        footer = {
            "",
            "@|bold Examples|@",
            "  peering identity new --file identity.key",
            "  peering identity new --protocol opendex --file nodekey.dat"
        })
final class IdentityNewCommand implements Callable<Integer> {

    /** Whose key it is to be. */
    enum Kind {
        MANUAL,
        OPENDEX
    }

    private final Surroundings surroundings;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "Where to store it.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "manual",
            description =
                    "Whose key: manual (Ed25519), or opendex (secp256k1, in xud's form) (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Kind protocol;

    IdentityNewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        surroundings.out().print(protocol == Kind.OPENDEX ? openDex() : manual());
        return Exit.OK;
    }

    private String manual() throws IOException {
        try (Identity identity = Identity.create(new SecureRandom())) {
            IdentityFile.store(file, identity);
            return IdentityText.made(IdentityText.facts(identity.key(), file));
        }
    }

    private String openDex() throws IOException {
        try (Secp256k1Identity identity = Secp256k1Identity.create(new SecureRandom())) {
            Secp256k1IdentityFile.store(file, identity);
            return IdentityText.made(IdentityText.facts(identity.key(), file));
        }
    }
}
