package dev.peering.node.cli;

import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1IdentityFile;
import dev.peering.node.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code peering identity show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the public half of a stored key, of manual peering or of OpenDEX.",
        footer = {
            "",
            "@|bold Examples|@",
            "  peering identity show --file identity.key",
            "  peering identity show --file identity.key --json"
        })
final class IdentityShowCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "Where it is stored.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--reveal-seed",
            description = "Print the secret half too, as node.seed takes it. Whoever sees it can be this node.")
    private boolean revealSeed;

    IdentityShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, KeyException, Failure {
        boolean openDex = Secp256k1IdentityFile.hasLengthOf(file);
        Map<String, String> facts = openDex ? openDex() : manual();
        surroundings.out().print(json ? json(openDex ? "opendex" : "manual", facts) : IdentityText.table(facts));
        return Exit.OK;
    }

    /** A program cannot tell the network by the look of a key; people can. */
    private static String json(String network, Map<String, String> facts) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("network", network);
        all.putAll(facts);
        return JsonWriter.indented(all);
    }

    private Map<String, String> manual() throws IOException, KeyException {
        try (Identity identity = IdentityFile.load(file)) {
            Map<String, String> facts = IdentityText.facts(identity.key(), file);
            if (revealSeed) {
                // The file's one line is the seed in the form that node.seed takes.
                facts.put(
                        "seed",
                        Files.readString(file, StandardCharsets.US_ASCII).trim());
            }
            return facts;
        }
    }

    private Map<String, String> openDex() throws IOException, KeyException, Failure {
        if (revealSeed) {
            throw new Failure(Exit.USAGE, "--reveal-seed: an OpenDEX key has no such form: copy the file instead");
        }
        try (Secp256k1Identity identity = Secp256k1IdentityFile.load(file)) {
            return IdentityText.facts(identity.key(), file);
        }
    }
}
