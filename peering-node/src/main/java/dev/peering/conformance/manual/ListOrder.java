package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.MUST;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.RunException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.net.Porch;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Sha256;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** MP-L-08 and MP-L-09: which of two keys is the larger. */
final class ListOrder {

    private ListOrder() {}

    static void addTo(Catalogue catalogue) {
        catalogue
                .add("MP-L-08", MUST, "3.5.2: lexicographically")
                .asks("Keys are compared as unsigned bytes.")
                .because(
                        "Signed bytes, hashes or base58 texts order some keys the other way; then both dial, or nobody.")
                .by("Keys that another way of comparing would put on the other side are added; who dials is watched.")
                .passes("those above are dialed, those below are answered and not dialed")
                .fails("one is treated as if it were on the other side")
                .within(180)
                .play(ListOrder::unsigned);
        catalogue
                .add("MP-L-09", MUST, "3.5.2: lexicographically")
                .asks("All 32 bytes are compared.")
                .because("Whoever compares a part takes different keys for equal.")
                .by("Points that share 31 bytes with the target's key are added; nobody holds their private keys.")
                .passes("the one above is dialed, the one below is not")
                .fails("the other way round", "refused as equal")
                .play(ListOrder::lastByte);
    }

    private static Outcome unsigned(Encounter e) throws Exception {
        PeerKey target = e.settings().targetKey();
        List<String> seen = new ArrayList<>();
        tryBoth(e, "signed bytes", (key, self) -> signed(key, self) < 0, target, seen);
        tryBoth(
                e,
                "hashes",
                (key, self) -> Arrays.compareUnsigned(Sha256.of(key.toByteArray()), Sha256.of(self.toByteArray())) < 0,
                target,
                seen);
        tryBoth(e, "base58 texts", (key, self) -> key.toString().compareTo(self.toString()) < 0, target, seen);
        return Outcome.pass(String.join("; ", seen));
    }

    private static int signed(PeerKey one, PeerKey other) {
        return Arrays.compare(one.toByteArray(), other.toByteArray());
    }

    /** A key above that this comparison puts below, and one below that it puts above. */
    private static void tryBoth(
            Encounter e, String how, BiPredicate<PeerKey, PeerKey> below, PeerKey target, List<String> seen)
            throws Exception {
        boolean above = tryOne(e, how, key -> e.keys().above(key) && below.test(key, target), true);
        boolean under = tryOne(e, how, key -> e.keys().below(key) && !below.test(key, target), false);
        seen.add(how + ": " + (above || under ? "right" : "no key tells it from unsigned bytes here"));
    }

    private static boolean tryOne(Encounter e, String how, Predicate<PeerKey> wish, boolean above) throws Exception {
        TesterKey key;
        try {
            var made = e.keys().tryMake("Z", wish, InetAddress.getLoopbackAddress());
            if (made.isEmpty()) {
                return false;
            }
            key = made.get();
        } catch (RunException noPort) {
            throw EndOfCase.skip(String.valueOf(noPort.getMessage()));
        }
        e.trace().note(key.key() + " is " + (above ? "above" : "below") + ", by " + how + " it would not be");
        key.porch().open();
        ListChanges.add(e, key);
        try {
            if (above) {
                e.porter().session(key);
            } else {
                e.accepted(key);
                if (key.porch().knocks() > 0) {
                    throw EndOfCase.fail("a key below was dialed, as by comparing " + how);
                }
            }
            ListChanges.settle(e, key);
            return true;
        } finally {
            ListChanges.remove(e, key);
            key.porch().close();
        }
    }

    private static Outcome lastByte(Encounter e) throws Exception {
        byte[] target = e.settings().targetKey().toByteArray();
        int last = target[31] & 0xff;
        int tried = 0;
        for (boolean above : new boolean[] {true, false}) {
            for (int b = above ? last + 1 : last - 1; b >= 0 && b <= 255; b += above ? 1 : -1) {
                byte[] near = target.clone();
                near[31] = (byte) b;
                if (isKey(near)) {
                    watch(e, near, above);
                    tried++;
                    break;
                }
            }
        }
        if (tried == 0) {
            throw EndOfCase.skip("no point shares 31 bytes with this key");
        }
        return Outcome.pass(tried + " neighbors of the target's key are on the right side");
    }

    private static boolean isKey(byte[] bytes) {
        try {
            PeerKey.of(bytes);
            return true;
        } catch (dev.peering.crypto.KeyException notAPoint) {
            return false;
        }
    }

    private static void watch(Encounter e, byte[] key, boolean above) throws Exception {
        String text = Base58Text.of(key);
        try (Porch porch = new Porch(InetAddress.getLoopbackAddress(), 0)) {
            e.change(control -> control.add(List.of(ListedPeer.of(text, porch.address()))));
            long deadline = System.nanoTime() + e.timing().redial().toNanos();
            while (porch.knocks() == 0 && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            e.change(control -> control.remove(List.of(text)));
            if (above != porch.knocks() > 0) {
                throw EndOfCase.fail("a key that is " + (above ? "above" : "below") + " by its last byte was "
                        + (above ? "not dialed" : "dialed"));
            }
        }
    }
}
