package dev.peering.core.vectors;

import dev.peering.core.vectors.EdgeCases.Case;

/** Signatures at the edges, where libraries differ. Section 1.8 of the protocol file. */
final class SignatureVectors {

    private final GroupFile file = new GroupFile(
                    "signatures",
                    "Ed25519 signatures (the bytes) and whether they hold for key and data. The rule: 64 bytes, S below L, neither the"
                            + " key nor R of small order or a non-canonical spelling, and the equation with the cofactor: 8SB = 8R + 8kA.")
            .flag("Holds", "Every library agrees.")
            .flag(
                    "CofactorOnly",
                    "Only the equation with the cofactor holds; libraries without it (OpenSSL) refuse. Only the key's owner can make these.")
            .flag("Malleable", "S is not below L: anybody can make it from a good one.")
            .flag("SmallOrderR", "R is one of the eight small points, or a second spelling of one.")
            .flag(
                    "SmallOrderKey",
                    "The key is one of the eight small points; anybody can make such signatures, and many libraries take them.")
            .flag("WrongLength", "Not 64 bytes; libraries that look at the first 64 take longer ones.")
            .flag("Broken", "The equation does not hold.");

    static GroupFile file() {
        SignatureVectors made = new SignatureVectors();
        EdgeCases.read("signatures.txt").forEach(made::add);
        return made.file;
    }

    private void add(Case edge) {
        GroupFile.Entry entry = file.add(edge.id(), comment(edge), flagOf(edge))
                .input("key", edge.value("key"))
                .input("data", edge.value("data"))
                .input("signature", edge.value("signature"));
        if (edge.verdict().equals("valid")) {
            entry.accept();
            return;
        }
        // Second spellings of R stand for small points here, so the original refuses them too.
        entry.refuse("bad-signature");
    }

    private static String comment(Case edge) {
        return edge.comment().isEmpty() ? edge.name() : edge.name() + ": " + edge.comment();
    }

    private static String flagOf(Case edge) {
        String name = edge.name();
        if (edge.verdict().equals("valid")) {
            return edge.comment().contains("cofactor only") ? "CofactorOnly" : "Holds";
        }
        if (name.contains("bytes")) {
            return "WrongLength";
        }
        if (name.startsWith("forged")) {
            return "SmallOrderKey";
        }
        if (name.startsWith("R ") || name.equals("all zero")) {
            return "SmallOrderR";
        }
        return name.matches("S \\+ \\d?L") ? "Malleable" : "Broken";
    }
}
