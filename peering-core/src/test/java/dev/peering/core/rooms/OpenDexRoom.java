package dev.peering.core.rooms;

import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Protocol;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.TradePacket;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGeneratorFactory;

/** OpenDEX with the keys of vector V1: node n has the secret n + 1, 32 times. The same randomness each time. */
public final class OpenDexRoom implements Room {

    /** The key of node {@code which}. */
    public static Secp256k1Identity identity(int which) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) (which + 1));
        try {
            return Secp256k1Identity.fromSecret(secret);
        } catch (KeyException never) {
            throw new AssertionError(never);
        }
    }

    /** Options of node {@code which}: no discovery, trades to the program, randomness from its number. */
    public static OpenDexOptions options(int which) {
        return options(
                Randomness.from(RandomGeneratorFactory.of("L64X128MixRandom").create(which)));
    }

    /** The same with another randomness. */
    public static OpenDexOptions options(Randomness randomness) {
        return OpenDexOptions.of(OpenDexNetwork.MAINNET, randomness)
                .withDiscovery(false, Duration.ofHours(12))
                .withTrades(true);
    }

    @Override
    public Protocol node(int which, Moment startedAt) {
        return new OpenDexPeering(identity(which), options(which));
    }

    /** An order whose name is the body, in hex. */
    @Override
    public Message message(Bytes body) {
        return order(body);
    }

    /** The same for whoever has no room at hand. */
    public static Message order(Bytes body) {
        TradePacket.Offer offer = new TradePacket.Offer("order " + body.toHex(), "LTC/BTC", 0.5, 1, true, "");
        TradePacket.Order order = new TradePacket.Order("id " + body.toHex(), offer);
        return new Message(order.type().code(), PacketCodec.encode(order));
    }

    @Override
    public boolean leavesWithoutAWord() {
        return false;
    }

    /** SessionInit, SessionAck, SessionInit, SessionAck; what follows are Pings and Pongs (section 13.1). */
    @Override
    public int protectedMessages() {
        return 4;
    }

    @Override
    public String toString() {
        return "opendex";
    }
}
