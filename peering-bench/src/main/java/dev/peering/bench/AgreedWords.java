package dev.peering.bench;

import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1;
import dev.peering.crypto.Secp256k1Identity;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes with the arithmetic of an OpenDEX handshake: where a SessionInit stands, the speaker's number, an ephemeral key and a signature; where a
 * SessionAck stands, an ephemeral key. Each end makes two keys, agrees twice, signs once and checks once. Nothing is looked up, parsed or
 * encrypted; the rest is padding.
 */
final class AgreedWords implements PlainExchange.Words {

    /** As long as the JSON that is signed. */
    private static final int CLAIM_LENGTH = 460;

    private final SecureRandom random = new SecureRandom();
    private final byte[] claim = new byte[CLAIM_LENGTH];
    private final List<Secp256k1Identity> all;

    /** Everybody, the acceptor behind its callers. */
    AgreedWords(List<Secp256k1Identity> all) {
        this.all = all;
        random.nextBytes(claim);
    }

    @Override
    public PlainExchange.Speaker dialer(int caller) {
        return new End(caller);
    }

    @Override
    public PlainExchange.Speaker acceptor() {
        return new End(all.size() - 1);
    }

    /** The first four turns are the dialer's SessionInit, the acceptor's SessionAck and SessionInit, the dialer's SessionAck. */
    private final class End implements PlainExchange.Speaker {

        private final int number;
        private @Nullable EphemeralKey introduced;
        private @Nullable String theirs;

        private End(int number) {
            this.number = number;
        }

        @Override
        public void say(int turn, ByteBuf out) {
            switch (turn) {
                case 0, 2 -> {
                    introduced = EphemeralKey.create(random);
                    out.writeInt(number);
                    write(introduced, out);
                    out.writeBytes(all.get(number).sign(claim));
                }
                case 1, 3 -> {
                    EphemeralKey acknowledged = EphemeralKey.create(random);
                    agree(acknowledged, Objects.requireNonNull(theirs));
                    write(acknowledged, out);
                }
                default -> {} // pings, pongs and the parting
            }
            out.writeZero(out.writableBytes());
        }

        @Override
        public void hear(int turn, ByteBuf in) {
            switch (turn) {
                case 0, 2 -> {
                    Secp256k1Identity speaker = all.get(in.readInt());
                    theirs = read(in);
                    byte[] signature = new byte[Secp256k1.SIGNATURE_LENGTH];
                    in.readBytes(signature);
                    Expect.yes(Secp256k1.verify(speaker.key(), claim, signature), "the signature holds");
                }
                case 1, 3 -> agree(Objects.requireNonNull(introduced), read(in));
                default -> {} // padding
            }
        }
    }

    private static void write(EphemeralKey key, ByteBuf out) {
        out.writeCharSequence(key.publicText(), StandardCharsets.US_ASCII);
    }

    private static String read(ByteBuf in) {
        return in.readCharSequence(EphemeralKey.TEXT_LENGTH, StandardCharsets.US_ASCII)
                .toString();
    }

    private static void agree(EphemeralKey mine, String theirs) {
        try (mine) {
            Expect.yes(mine.agree(theirs).length == EphemeralKey.SECRET_LENGTH, "there is a session key");
        } catch (KeyException unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
