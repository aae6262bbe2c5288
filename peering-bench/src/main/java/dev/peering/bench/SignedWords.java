package dev.peering.bench;

import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Bytes with the signatures of manual peering: the dialer signs, the acceptor checks and signs, the dialer checks. Where a handshake has its key
 * stands the caller's number here, so that nothing is looked up and nothing is parsed; the rest is padding.
 */
final class SignedWords implements PlainExchange.Words {

    private final Ed25519 ed25519;
    private final List<Identity> callers;
    private final Identity acceptor;
    private final byte[] request = Samples.request().encode().toByteArray();
    private final byte[] response = Samples.response().encode().toByteArray();

    SignedWords(Ed25519 ed25519, List<Identity> callers, Identity acceptor) {
        this.ed25519 = ed25519;
        this.callers = callers;
        this.acceptor = acceptor;
    }

    @Override
    public PlainExchange.Speaker dialer(int caller) {
        return new Dialer(caller);
    }

    @Override
    public PlainExchange.Speaker acceptor() {
        return new Acceptor();
    }

    private final class Dialer implements PlainExchange.Speaker {

        private final int number;

        private Dialer(int number) {
            this.number = number;
        }

        @Override
        public void say(int turn, ByteBuf out) {
            out.writeInt(number).writeBytes(ed25519.sign(callers.get(number), request));
            out.writeZero(out.writableBytes());
        }

        @Override
        public void hear(int turn, ByteBuf in) {
            Expect.yes(ed25519.verify(acceptor.key(), response, signature(in)), "the acceptor's signature holds");
        }
    }

    private final class Acceptor implements PlainExchange.Speaker {

        @Override
        public void say(int turn, ByteBuf out) {
            out.writeBytes(ed25519.sign(acceptor, response));
            out.writeZero(out.writableBytes());
        }

        @Override
        public void hear(int turn, ByteBuf in) {
            Identity caller = callers.get(in.readInt());
            Expect.yes(ed25519.verify(caller.key(), request, signature(in)), "the dialer's signature holds");
        }
    }

    private static byte[] signature(ByteBuf in) {
        byte[] signature = new byte[Ed25519.SIGNATURE_LENGTH];
        in.readBytes(signature);
        return signature;
    }
}
