package dev.peering.core.opendex;

import dev.peering.core.Admission;
import dev.peering.core.Conversation;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.News;
import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Turn;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.GetNodes;
import dev.peering.wire.opendex.NodeAddress;
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
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What proven neighbors say: signs of life, what they are, whom they know, why they leave. Sections 8, 9, 11 and 12.
 *
 * <p>Orders and swaps are the {@link OrderLayer}'s. An answer that nobody asked for is passed over, up to {@link Ignored#MOST}.
 */
final class OpenDexConversation implements Conversation {

    /** Ours: nodes that one answer tells of, and that one answer makes us look at. */
    static final int MOST_NODES = 256;

    /** Ours: whoever asks for nodes more often is answered this often. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private static final String STALLED = "no answer to a question within ";

    private final OpenDexOptions options;
    private final Introduced peer;
    private final Admission admission;
    private final Line line;
    private final List<String> pinged;
    private final List<Packet> early;
    private final Requests requests;
    private final OrderLayer orders;
    private final StateUpdates states;
    private final Ignored ignored = new Ignored();
    private long tellFrom = Long.MIN_VALUE;
    private long nextPing = Long.MAX_VALUE;
    private long nextQuestion = Long.MAX_VALUE;
    private String stalledOn = "";

    /**
     * {@code introduced}: what we said of ourselves; {@code pinged}: pings that still wait for their answer; {@code early}: what the peer said
     * before it was proven.
     */
    OpenDexConversation(
            Footing footing, NodeState introduced, Introduced peer, List<String> pinged, List<Packet> early) {
        this.options = footing.options();
        this.peer = peer;
        this.admission = footing.admission();
        this.line = footing.line();
        this.pinged = List.copyOf(pinged);
        this.early = List.copyOf(early);
        this.requests = new Requests(options.timing().response());
        this.orders = new OrderLayer(options, line, requests);
        this.states = new StateUpdates(
                footing.ourselves(), line, introduced, peer.init().claim().version());
    }

    @Override
    public Turn opened(Moment now) {
        nextPing = now.in(options.timing().pingEvery());
        pinged.forEach(id -> requests.asked(id, PacketType.PING, false, now));
        Response response = new Response();
        for (Packet packet : early) {
            if (!response.isOver()) {
                hear(packet, now, response);
            }
        }
        if (!response.isOver()) {
            states.tell(now, response);
        }
        if (options.discovery().ask() && !response.isOver()) {
            askForNodes(false, now, response);
        }
        return response.turn();
    }

    /** One packet at a time: what came before a bad frame is heard before that frame ends the session. */
    @Override
    public Turn received(ByteBuf in, Moment now) throws MalformedException {
        Optional<Packet> packet = line.read(in);
        if (packet.isEmpty()) {
            return Turn.NOTHING;
        }
        Response response = new Response();
        hear(packet.get(), now, response);
        return response.turn();
    }

    @Override
    public Turn say(Message message, Moment now) {
        return orders.say(message, now);
    }

    @Override
    public Turn tick(Moment now) {
        Response response = new Response();
        for (Optional<Requests.Asked> late = requests.late(now); late.isPresent(); late = requests.late(now)) {
            if (!retry(late.get(), now, response)) {
                return response.turn();
            }
        }
        if (now.reached(nextPing)) {
            nextPing = now.in(options.timing().pingEvery());
            ping(now, response);
        }
        if (now.reached(nextQuestion)) {
            askForNodes(false, now, response);
        }
        states.tick(now, response);
        return response.turn();
    }

    @Override
    public Turn probe(Moment now) {
        Response response = new Response();
        ping(now, response);
        return response.turn();
    }

    @Override
    public Turn announce(Moment now) {
        Response response = new Response();
        states.tell(now, response);
        return response.turn();
    }

    @Override
    public Turn close(Refusal why, Moment now) {
        return Turn.send(Goodbye.write(line, options, why, stalledOn));
    }

    @Override
    public long deadline() {
        return Math.min(Math.min(nextPing, nextQuestion), Math.min(states.deadline(), requests.deadline()));
    }

    // ---- what they say ----

    private void hear(Packet packet, Moment now, Response response) {
        if (packet instanceof Ping ping) {
            response.send(line.write(new Pong(options.randomness().id(), ping.id())));
        } else if (packet instanceof Pong pong) {
            answered(pong, response);
        } else if (packet instanceof GetNodes question) {
            response.send(line.write(new Nodes(options.randomness().id(), question.id(), company(now))));
        } else if (packet instanceof Nodes nodes) {
            if (answered(nodes, response)) {
                found(known(nodes), response);
            }
        } else if (packet instanceof NodeStateUpdate update) {
            states.hear(update.nodeState(), now, response);
        } else if (packet instanceof Disconnecting goodbye) {
            response.over(LastWords.heard(goodbye), List.of());
        } else if (packet instanceof SessionInit init) {
            again(init, now, response);
        } else if (packet instanceof TradePacket trade) {
            if (!orders.hear(trade, response)) {
                passOver(response);
            }
        } else {
            passOver(response); // a second SessionAck
        }
    }

    private boolean answered(Packet.Response answer, Response response) {
        boolean asked = requests.answeredBy(answer);
        if (!asked) {
            passOver(response);
        }
        return asked;
    }

    /** Sections 8.2 and 9: who is connected and can be dialed, but not the asker itself. */
    private List<NodeEntry> company(Moment now) {
        if (tellFrom != Long.MIN_VALUE && !now.reached(tellFrom)) {
            return List.of();
        }
        tellFrom = now.in(LEAST_PAUSE);
        return admission.company().stream()
                .filter(one -> !one.id().equals(peer.id()))
                .limit(MOST_NODES)
                .map(OpenDexConversation::entry)
                .toList();
    }

    private static NodeEntry entry(KnownPeer one) {
        return new NodeEntry(
                one.id().toString(),
                one.addresses().stream().map(OpenDexConversation::address).toList());
    }

    private static NodeAddress address(PeerAddress one) {
        return new NodeAddress(one.host(), one.port());
    }

    private static List<KnownPeer> known(Nodes nodes) {
        return nodes.nodes().stream()
                .limit(MOST_NODES)
                .map(Profiles::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void found(List<KnownPeer> peers, Response response) {
        if (!peers.isEmpty()) {
            response.tell(new News.Found(peers));
        }
    }

    /** Section 11: who introduces itself again must be who it was; then it means nothing. */
    private void again(SessionInit init, Moment now, Response response) {
        if (init.claim().nodeKey().equals(peer.id().toString())) {
            passOver(response);
        } else {
            Refusal why = Reason.IDENTITY_CHANGED.because("another key in the same connection");
            response.over(why, close(why, now).send());
        }
    }

    private void passOver(Response response) {
        ignored.one().ifPresent(why -> response.over(why, Goodbye.write(line, options, why, "")));
    }

    // ---- what we ask ----

    private void ping(Moment now, Response response) {
        if (!requests.waitFor(PacketType.PING)) {
            String id = options.randomness().id();
            requests.asked(id, PacketType.PING, false, now);
            response.send(line.write(new Ping(id)));
        }
    }

    private void askForNodes(boolean again, Moment now, Response response) {
        nextQuestion = now.in(options.discovery().every());
        String id = options.randomness().id();
        requests.asked(id, PacketType.GET_NODES, again, now);
        response.send(line.write(new GetNodes(id)));
    }

    /** Section 5.5: the first question may have been lost by an xud, so it is asked once more. A ping is not; false when it is over. */
    private boolean retry(Requests.Asked late, Moment now, Response response) {
        if (late.type() == PacketType.GET_NODES && !late.again()) {
            askForNodes(true, now, response);
            return true;
        }
        stalledOn = late.id();
        Refusal why =
                Reason.TIMEOUT.because(STALLED + options.timing().response().toSeconds() + " s");
        response.over(why, close(why, now).send());
        return false;
    }
}
