package dev.peering.conformance.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the end of an envelope in bytes that arrive in pieces, and its parts.
 *
 * @param state how far it is
 * @param length bytes of the envelope, when whole
 * @param datas all fields numbered 2, in order
 * @param key the last field 3
 * @param signature the last field 4
 * @param ascending fields came in ascending order
 */
record Scan(
        State state,
        int length,
        List<byte[]> datas,
        Optional<byte[]> key,
        Optional<byte[]> signature,
        boolean ascending,
        long claimed) {

    enum State {
        MORE,
        BAD,
        WHOLE
    }

    private static final int MOST = 256;

    /** Looks at what has arrived. */
    static Scan of(byte[] bytes, Profile profile) {
        return new Scanner(bytes, profile).scan();
    }

    private static final class Scanner {
        private final byte[] bytes;
        private final Profile profile;
        private final List<byte[]> datas = new ArrayList<>();
        private Optional<byte[]> key = Optional.empty();
        private Optional<byte[]> signature = Optional.empty();
        private boolean ascending = true;
        private long claimed;
        private int at;
        private long varint;

        Scanner(byte[] bytes, Profile profile) {
            this.bytes = bytes;
            this.profile = profile;
        }

        Scan scan() {
            int most = profile.has(Fault.M67) || profile.has(Fault.M104) ? 4096 : MOST;
            long last = 0;
            while (at < bytes.length) {
                if (isWhole() && bytes[at] == 0) {
                    return result(profile.has(Fault.M136) ? State.BAD : State.WHOLE);
                }
                State tag = varint(5);
                if (tag != State.WHOLE) {
                    return result(tag);
                }
                long number = varint >>> 3;
                State field = field(number, (int) (varint & 7), most);
                if (field != State.WHOLE) {
                    return result(field);
                }
                ascending &= number >= last;
                last = number;
                if (at > most) {
                    return result(State.BAD);
                }
            }
            return result(isWhole() ? State.WHOLE : State.MORE);
        }

        private boolean isWhole() {
            boolean signed = signature.isPresent() || profile.has(Fault.M70);
            return !datas.isEmpty() && key.isPresent() && signed;
        }

        private State field(long number, int wireType, int most) {
            if (number == 0 || wireType == 3 || wireType == 4 || wireType > 5) {
                return State.BAD;
            }
            boolean ours = number >= 2 && number <= 4;
            if ((ours && wireType != 2) || (number == 1 && wireType != 0)) {
                return State.BAD;
            }
            return switch (wireType) {
                case 0 -> varint(10);
                case 1 -> skip(8);
                case 5 -> skip(4);
                default -> lengthDelimited(number, most);
            };
        }

        private State lengthDelimited(long number, int most) {
            State read = varint(10);
            if (read != State.WHOLE) {
                return read;
            }
            claimed = varint;
            if (varint < 0 || varint > most || !lengthFits(number, varint)) {
                return State.BAD;
            }
            if (bytes.length - at < varint) {
                return State.MORE;
            }
            byte[] value = Arrays.copyOfRange(bytes, at, at + (int) varint);
            at += (int) varint;
            if (number == 2) {
                datas.add(value);
            } else if (number == 3) {
                key = Optional.of(profile.has(Fault.M69) ? Arrays.copyOf(value, 32) : value);
            } else if (number == 4) {
                signature = Optional.of(profile.has(Fault.M19) ? Arrays.copyOf(value, 64) : value);
            }
            return State.WHOLE;
        }

        private boolean lengthFits(long number, long length) {
            if (number == 3) {
                return length == 32 || profile.has(Fault.M69);
            }
            if (number == 4) {
                return length == 64 || (profile.has(Fault.M19) && length > 64) || profile.has(Fault.M01);
            }
            return true;
        }

        private State skip(int count) {
            at += count;
            return at <= bytes.length ? State.WHOLE : State.MORE;
        }

        private State varint(int mostBytes) {
            varint = 0;
            for (int i = 0; i < mostBytes; i++) {
                if (at >= bytes.length) {
                    return State.MORE;
                }
                int b = bytes[at++];
                varint |= (long) (b & 0x7f) << (7 * i);
                if (b >= 0) {
                    return State.WHOLE;
                }
            }
            return State.BAD;
        }

        private Scan result(State state) {
            return new Scan(state, at, datas, key, signature, ascending, claimed);
        }
    }
}
