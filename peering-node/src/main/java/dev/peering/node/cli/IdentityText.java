package dev.peering.node.cli;

import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Secp256k1Key;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A public key in the forms somebody may ask for. */
final class IdentityText {

    private IdentityText() {}

    static String made(Map<String, String> facts) {
        return table(facts) + "\nGive the public key to the operators of your peers, and put theirs into your list.\n";
    }

    static Map<String, String> facts(PeerKey key, Path file) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("publicKey", key.toString());
        facts.put("hex", HexFormat.of().formatHex(key.toByteArray()));
        facts.put("shortId", key.shortId());
        facts.put("file", file.toString());
        return facts;
    }

    static Map<String, String> facts(Secp256k1Key key, Path file) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("publicKey", key.toString());
        facts.put("file", file.toString());
        return facts;
    }

    static String table(Map<String, String> facts) {
        StringBuilder table = new StringBuilder();
        facts.forEach(
                (name, value) -> table.append(String.format("%-11s %s%n", LABELS.getOrDefault(name, name), value)));
        return table.toString();
    }

    private static final Map<String, String> LABELS = Map.of("publicKey", "public key", "shortId", "short id");
}
