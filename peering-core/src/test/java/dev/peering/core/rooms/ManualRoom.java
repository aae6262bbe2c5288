package dev.peering.core.rooms;

import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Protocol;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.wire.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Manual peering with the keys A (dials) and B (waits) of section 9.1 of the protocol file, and others below B. */
public final class ManualRoom implements Room {

    /** Seed bytes 0 to 31: A of the worked examples. */
    public static final Identity A = identity(0);

    /** Seed bytes 32 to 63: B of the worked examples. */
    public static final Identity B = identity(32);

    private static final List<Identity> OTHERS = belowB();

    @Override
    public Protocol node(int which, Moment startedAt) {
        return new ManualPeering(identityOf(which), Ed25519.named("bouncycastle"), ManualOptions.startingAt(startedAt));
    }

    @Override
    public Message message(Bytes body) {
        return ManualPeering.message(body);
    }

    @Override
    public String toString() {
        return "manual";
    }

    private static Identity identityOf(int which) {
        return switch (which) {
            case 0 -> A;
            case 1 -> B;
            default -> OTHERS.get(which - 2);
        };
    }

    private static Identity identity(int firstByte) {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) (firstByte + i);
        }
        return Identity.fromSeed(seed);
    }

    private static List<Identity> belowB() {
        List<Identity> found = new ArrayList<>(IntStream.range(64, 128)
                .mapToObj(ManualRoom::identity)
                .filter(candidate -> candidate.key().compareTo(B.key()) < 0)
                .toList());
        found.sort(Comparator.comparing(Identity::key));
        return found;
    }
}
