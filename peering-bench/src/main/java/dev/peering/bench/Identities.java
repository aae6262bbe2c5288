package dev.peering.bench;

import dev.peering.crypto.Identity;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Key pairs by number, the same in every run. Their seeds are public: good for measuring and for nothing else. */
final class Identities {

    private Identities() {}

    static Identity numbered(int number) {
        return Identity.fromSeed(ByteBuffer.allocate(Identity.SEED_LENGTH)
                .putInt(Identity.SEED_LENGTH - Integer.BYTES, number)
                .array());
    }

    /** So many key pairs, lowest public key first: in manual peering each dials all that come after it (3.5.2). */
    static List<Identity> ascending(int count) {
        return IntStream.range(0, count)
                .mapToObj(Identities::numbered)
                .sorted(Comparator.comparing(Identity::key))
                .toList();
    }
}
