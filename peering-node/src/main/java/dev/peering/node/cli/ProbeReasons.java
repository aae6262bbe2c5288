package dev.peering.node.cli;

import dev.peering.core.Reason;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.node.cli.Commentary.Finding;
import dev.peering.node.cli.Commentary.Note;
import dev.peering.node.cli.ProbeReport.Outcome;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import dev.peering.wire.manual.HandshakeRequest;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be behind what a probe saw. A node of manual peering never says why it hangs up, so the best one can do is a good list; one of
 * OpenDEX mostly does.
 */
final class ProbeReasons {

    private ProbeReasons() {}

    static List<String> whyClosed(PeerKey ourKey, boolean throwAway, boolean weDial, Instant now) {
        List<String> reasons = new ArrayList<>();
        if (!weDial) {
            reasons.add(
                    "wrong direction: our key is higher than that node's, so it dials us; list our address there, and look at its log instead");
        }
        if (throwAway) {
            reasons.add(
                    "a throw-away key is on nobody's list: to see the door open, use --identity with a key that the operator listed");
        } else {
            reasons.add("our key is not on its list: the operator needs " + ourKey);
        }
        reasons.add("the clocks differ: it takes requests of the last 20 s, and here it is "
                + now.truncatedTo(ChronoUnit.SECONDS));
        reasons.add("it only answers to addresses it advertises, and the one dialed here is none of them");
        reasons.add(
                "a GoShimmer node that is connected with this identity already, or is between two attempts: try again in 5 s");
        reasons.add("another program listens on this port");
        return reasons;
    }

    static List<String> whySilent() {
        return List.of(
                "another program listens on this port and waits for something else",
                "the node is overloaded, or something between holds the connection (a proxy, a tunnel)",
                "the node is a GoShimmer whose accept loop is held up by somebody else's silent connection: try again");
    }

    static List<String> whyWrongKey() {
        return List.of(
                "the node has a new identity: ask its operator for its key",
                "the address now belongs to another node",
                "somebody sits in between");
    }

    static List<String> whyUnreachable() {
        return List.of(
                "the node is not running, or listens on another port or address",
                "a firewall or a router stands between");
    }

    static List<String> whyOpenDexClosed() {
        return List.of(
                "the node belongs to another of OpenDEX's networks (see --network), and is one that says so in silence",
                "another program listens on this port",
                "something between closes the connection (a proxy, a firewall)");
    }

    static List<String> whyOpenDexSilent() {
        return List.of(
                "another program listens on this port and waits for something else",
                "the node is an xud that another handshake has left waiting: try again",
                "the node is overloaded, or something between holds the connection (a proxy, a tunnel)");
    }

    static String whyOpenDexRefuses(Reason reason) {
        return switch (reason) {
            case BANNED -> "its operator, or its own count of misdeeds, bans this identity: ask the operator";
            case ALREADY_CONNECTED -> "a node of yours is connected with this identity: probe without --identity";
            case NOT_ACCEPTING -> "it takes in only whom its operator listed, all places are taken, or it is closing";
            case SELF -> "this is the identity of that very node: probe with another one";
            case UNSUPPORTED_VERSION -> "it wants a newer version than 1.2.5";
            case SHUTDOWN -> "it is stopping: try again later";
            default -> throw new AssertionError(reason);
        };
    }

    /** Something answers, but not in the language we speak. */
    static Finding otherProtocol(Note heard, String expected, String detail) {
        return new Finding(
                List.of(heard, new Note(false, "answer", "this is not " + expected + ": " + detail)),
                Outcome.BAD_ANSWER,
                "Something answers there, but it does not speak " + expected + ".",
                List.of("another program listens on this port: check the address"));
    }

    static String unreachable(IOException why) {
        if (why instanceof SocketTimeoutException) {
            return "no answer in time";
        } else if (why instanceof NoRouteToHostException) {
            return "there is no route to it";
        } else if (why instanceof ConnectException) {
            return "refused, nobody listens there";
        }
        return String.valueOf(why.getMessage());
    }

    static String describeRequest(Bytes packet) {
        try {
            HandshakeRequest request =
                    HandshakeRequest.parse(envelope(packet).orElseThrow().data());
            return packet.length() + " bytes: to " + request.to() + ", stamped "
                    + Instant.ofEpochSecond(request.timestamp());
        } catch (MalformedException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }

    static String describeAnswerer(Bytes packet) {
        try {
            Optional<Envelope> envelope = envelope(packet);
            return "the answer names the key "
                    + (envelope.isPresent()
                            ? PeerKey.of(envelope.get().publicKey().toByteArray())
                            : "?");
        } catch (MalformedException | KeyException unreadable) {
            return "the answer names another key, which is not even a valid one";
        }
    }

    private static Optional<Envelope> envelope(Bytes packet) throws MalformedException {
        return EnvelopeCodec.read(Unpooled.wrappedBuffer(packet.toByteArray()));
    }
}
