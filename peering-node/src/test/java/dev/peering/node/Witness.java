package dev.peering.node;

import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Stranger;
import dev.peering.core.Trouble;
import dev.peering.core.VerifiedPeer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a node tells, in the order in which it tells it. */
final class Witness implements NodeListener {

    final List<Neighbor> ups = new CopyOnWriteArrayList<>();
    final List<Refusal> downs = new CopyOnWriteArrayList<>();
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<Trouble> troubles = new CopyOnWriteArrayList<>();
    final List<Stranger> strangers = new CopyOnWriteArrayList<>();
    final List<Refusal> declined = new CopyOnWriteArrayList<>();
    final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    final List<PeerAddress> dials = new CopyOnWriteArrayList<>();
    final List<VerifiedPeer.Warning> warnings = new CopyOnWriteArrayList<>();

    /** {@code up}, {@code message} and {@code down} as they came. */
    final List<String> story = new CopyOnWriteArrayList<>();

    @Override
    public void up(Neighbor neighbor) {
        story.add("up");
        ups.add(neighbor);
    }

    @Override
    public void down(Neighbor neighbor, Refusal why) {
        story.add("down");
        downs.add(why);
    }

    @Override
    public void message(Neighbor neighbor, Message message) {
        story.add("message");
        messages.add(message);
    }

    @Override
    public void warned(Neighbor neighbor, VerifiedPeer.Warning warning) {
        warnings.add(warning);
    }

    @Override
    public void dialing(KnownPeer peer, PeerAddress address) {
        dials.add(address);
    }

    @Override
    public void failed(KnownPeer peer, Trouble trouble) {
        troubles.add(trouble);
    }

    @Override
    public void declined(KnownPeer peer, Refusal why) {
        declined.add(why);
    }

    @Override
    public void knocked(Stranger stranger) {
        strangers.add(stranger);
    }

    @Override
    public void refused(InetSocketAddress remote, Refusal why) {
        refusals.add(why);
    }

    boolean hasTrouble(Reason reason) {
        return troubles.stream().anyMatch(trouble -> trouble.why().reason() == reason);
    }

    boolean hasDown(Reason reason) {
        return downs.stream().anyMatch(why -> why.reason() == reason);
    }

    boolean hasRefused(Reason reason) {
        return refusals.stream().anyMatch(why -> why.reason() == reason);
    }
}
