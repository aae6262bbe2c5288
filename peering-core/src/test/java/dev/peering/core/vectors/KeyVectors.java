package dev.peering.core.vectors;

import dev.peering.core.vectors.EdgeCases.Case;
import java.util.List;

/** Raw public keys: which may stand on a list of peers. Sections 1.8, 2.2 (M3) and 10.9 of the protocol file. */
final class KeyVectors {

    private static final String LISTS_ANY =
            "any 32 bytes may be listed; its signature check refuses what nobody can sign for";

    private final GroupFile file = new GroupFile(
                    "keys",
                    "Raw public keys (the bytes), and whether a peer with that key may be listed. T is a point of order 8; p is 2^255 - 19.")
            .flag("Usable", "A point that somebody can hold the secret of.")
            .flag(
                    "SmallOrder",
                    "One of the eight points whose order divides 8, however it is spelled: anybody can sign for it.")
            .flag("NonCanonical", "y is p or more, or x = 0 with its sign set: a second spelling of a point.")
            .flag("NotOnCurve", "There is no x for this y.")
            .flag("WrongLength", "Not 32 bytes.");

    static GroupFile file() {
        return new KeyVectors().make();
    }

    private GroupFile make() {
        for (Case edge : EdgeCases.read("keys.txt")) {
            String flag = edge.verdict().equals("taken") ? "Usable" : flagOf(edge.name());
            add(edge.id(), edge.comment(), edge.value("key"), flag);
        }
        add("b", "B of the worked examples", Recipe.hex(Recipe.key(IdentityVectors.SEED_B)), "Usable");
        add(
                "documentation",
                "the key in the example of seed 001",
                "a7b557a4cf32fdbbf44a70c2ed0b5b27be5251d874c8d4c36f14120b29a00c14",
                "Usable");
        for (int y : List.of(7, 8)) {
            add("y-" + y, "no point has this y", "0" + y + "00".repeat(31), "NotOnCurve");
        }
        return file;
    }

    private static String flagOf(String name) {
        if (name.endsWith("bytes")) {
            return "WrongLength";
        }
        if (name.startsWith("small order")) {
            return "SmallOrder";
        }
        return name.equals("y = 2") ? "NotOnCurve" : "NonCanonical";
    }

    private void add(String id, String comment, String key, String flag) {
        GroupFile.Entry entry = file.add(id, comment, flag).input("key", key);
        if (flag.equals("Usable")) {
            entry.accept();
            return;
        }
        entry.refuse("bad-key");
        if (key.equals("00".repeat(32))) {
            entry.goShimmer("accept", LISTS_ANY, "observed");
        } else if (!flag.equals("WrongLength")) {
            entry.goShimmer("accept", LISTS_ANY, "derived");
        } else if (key.length() > 64) {
            entry.goShimmer("accept", "keeps the first 32 bytes", "observed");
        }
    }
}
