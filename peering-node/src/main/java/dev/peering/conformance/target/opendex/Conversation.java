package dev.peering.conformance.target.opendex;

import dev.peering.conformance.opendex.Frames;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.GetNodes;
import dev.peering.wire.opendex.NodeEntry;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.NodeStateUpdate;
import dev.peering.wire.opendex.Nodes;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketType;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionInit;
import dev.peering.wire.opendex.TradePacket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection from its first byte to its last. Runs in a thread of its own. */
final class Conversation {

    /** What the original would lose is not sent: who dialed waits for the other's first word, or this long. */
    private static final Duration POLITE = Duration.ofMillis(250);

    /** A node list makes us dial this many at most. */
    private static final int MOST_DIALS = 4;

    private final Node node;
    private final OpenDexProfile profile;
    private final Pipe pipe;
    private final Optional<String> expected;
    private final Map<String, Question> questions = new LinkedHashMap<>();
    private volatile String peer = "";
    private volatile NodeState state = NodeState.EMPTY;
    private volatile boolean confirmed;
    private volatile boolean over;
    private boolean wasOpen;
    private int sentReason;
    private long heardReason;
    private String proof = "";
    private long nextPing = Pipe.NEVER;

    private record Question(PacketType answer, long deadline) {}

    Conversation(Node node, Pipe pipe, Optional<String> expected) {
        this.node = node;
        this.profile = node.profile();
        this.pipe = pipe;
        this.expected = expected;
    }

    String peer() {
        return peer;
    }

    NodeState state() {
        return state;
    }

    /** The peer has shown that it holds the ephemeral key it signed. */
    boolean confirmed() {
        return confirmed || profile.has(OpenDexFault.M236);
    }

    /** The peer dialed us. */
    boolean cameIn() {
        return expected.isEmpty();
    }

    boolean over() {
        return over;
    }

    /** Whether a dialer should try again. opendex.md 8.3. */
    boolean mayReturn() {
        boolean sentFits = sentReason == 0 || sentReason == DisconnectReason.RESPONSE_STALLING.code();
        boolean heardFits = heardReason == 0 || heardReason == 1 || heardReason == 8 || heardReason == 9;
        return wasOpen && ((sentFits && heardFits) || profile.has(OpenDexFault.M271));
    }

    void run() {
        try {
            SessionInit init = new Greeting(node, pipe, expected).exchange();
            peer = init.claim().nodeKey();
            state = init.claim().nodeState();
            node.enter(this);
            wasOpen = true;
            talk();
        } catch (Refused refused) {
            say(refused);
        } catch (Pipe.Gone gone) {
            // There is nobody left to tell.
        } catch (IllegalStateException fatal) {
            node.crash();
        } finally {
            over = true;
            node.leave(this);
            if (!profile.has(OpenDexFault.M283) || sentReason == 0) {
                pipe.close();
            }
        }
    }

    /** Ends it from another thread. */
    void end(DisconnectReason reason) {
        sentReason = reason.code();
        leaveWord(new Disconnecting(node.judge().newId(), reason));
        pipe.close();
    }

    void endSilently() {
        pipe.close();
    }

    private void say(Refused refused) {
        sentReason = refused.reason();
        if (refused.reason() == 0) {
            return;
        }
        boolean wire = refused.reason() == DisconnectReason.WIRE_PROTOCOL_ERROR.code();
        String text = wire && profile.has(OpenDexFault.M264) ? refused.text() + " " + pipe.echo() : refused.text();
        leaveWord(new Disconnecting(node.judge().newId(), refused.reason(), text));
    }

    private void leaveWord(Disconnecting word) {
        if (profile.has(OpenDexFault.M285)) {
            pipe.writePlain(word);
        } else {
            pipe.write(word);
        }
    }

    // ---- the session ----

    private void talk() throws Refused, Pipe.Gone {
        nextPing = Pipe.in(profile.ping());
        if (expected.isPresent()) {
            Optional<Pipe.Came> first = pipe.next(Pipe.in(POLITE));
            begin();
            if (first.isPresent()) {
                hear(first.get());
            }
        } else {
            begin();
        }
        while (true) {
            long deadline = Math.min(nextPing, firstDeadline());
            Optional<Pipe.Came> came = pipe.next(deadline);
            if (came.isPresent()) {
                hear(came.get());
            } else {
                late();
            }
        }
    }

    private void begin() {
        proof = node.judge().newId();
        if (!profile.has(OpenDexFault.M233)) {
            ask(new Ping(proof), PacketType.PONG);
        } else {
            confirmed = true;
        }
        ask(new GetNodes(node.judge().newId()), PacketType.NODES);
    }

    private void ask(Packet question, PacketType answer) {
        questions.put(question.id(), new Question(answer, Pipe.in(profile.response())));
        pipe.write(question);
    }

    private long firstDeadline() {
        return questions.values().stream().mapToLong(Question::deadline).min().orElse(Pipe.NEVER);
    }

    private void late() throws Refused {
        long now = System.nanoTime();
        for (Map.Entry<String, Question> question : questions.entrySet()) {
            if (question.getValue().deadline() <= now) {
                if (profile.has(OpenDexFault.M234)) {
                    questions.remove(question.getKey());
                    return;
                }
                throw Refused.because(DisconnectReason.RESPONSE_STALLING, question.getKey());
            }
        }
        if (nextPing <= now) {
            nextPing = Pipe.in(profile.ping());
            if (!profile.has(OpenDexFault.M233)) {
                ask(new Ping(node.judge().newId()), PacketType.PONG);
            }
        }
    }

    private void hear(Pipe.Came came) throws Refused, Pipe.Gone {
        Packet packet = came.packet();
        if (profile.has(OpenDexFault.M248) && Frames.payload(packet).length != came.payloadLength()) {
            throw Refused.wire("unknown fields");
        }
        if (packet instanceof Disconnecting leaving) {
            heardReason = heardReason == 0 ? leaving.reason() : heardReason;
            if (!profile.has(OpenDexFault.M232)) {
                throw new Pipe.Gone();
            }
        } else if (packet instanceof Ping) {
            pipe.write(new Pong(node.judge().newId(), packet.id()));
        } else if (packet instanceof GetNodes) {
            pipe.write(new Nodes(node.judge().newId(), packet.id(), node.listFor(this)));
        } else if (packet instanceof NodeStateUpdate update) {
            state = profile.has(OpenDexFault.M246) ? state : update.nodeState();
        } else if (packet instanceof SessionInit init && profile.has(OpenDexFault.M251)) {
            peer = init.claim().nodeKey();
        } else if (packet instanceof TradePacket trade) {
            trade(trade);
        }
        if (packet instanceof Packet.Response response) {
            answered(response);
        }
    }

    private void trade(TradePacket packet) throws Refused {
        if (profile.has(OpenDexFault.M249)) {
            throw Refused.wire("no orders here");
        }
        if (packet instanceof TradePacket.GetOrders) {
            pipe.write(new TradePacket.Orders(node.judge().newId(), packet.id(), List.of()));
        }
    }

    private void answered(Packet.Response response) throws Refused {
        Question question = questions.get(response.requestId());
        if (question == null || question.answer() != response.type()) {
            if (profile.has(OpenDexFault.M250)) {
                throw Refused.wire("nobody asked for this");
            }
            return;
        }
        questions.remove(response.requestId());
        if (response.requestId().equals(proof)) {
            confirmed = true;
        }
        if (response instanceof Nodes nodes) {
            List<NodeEntry> entries = nodes.nodes();
            boolean all = profile.has(OpenDexFault.M265);
            entries.subList(0, all ? entries.size() : Math.min(MOST_DIALS, entries.size()))
                    .forEach(node::dialOnce);
        }
    }
}
