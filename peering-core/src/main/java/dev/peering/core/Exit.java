package dev.peering.core;

import dev.peering.core.Event.Lost;
import dev.peering.core.PeerStatus.Origin;
import java.util.List;
import java.util.Optional;

/** How connections end: lost, closed by us, or all of them; and what that means for their peers. */
final class Exit {

    private final Protocol protocol;
    private final KnownPeers known;
    private final Neighborhood neighborhood;
    private final Acquaintances acquaintances;
    private final Dials dials;
    private final Entrance entrance;

    Exit(
            Protocol protocol,
            KnownPeers known,
            Neighborhood neighborhood,
            Acquaintances acquaintances,
            Dials dials,
            Entrance entrance) {
        this.protocol = protocol;
        this.known = known;
        this.neighborhood = neighborhood;
        this.acquaintances = acquaintances;
        this.dials = dials;
        this.entrance = entrance;
    }

    void lost(Lost lost, Moment now, List<Effect> effects) {
        Optional<Neighbor> gone = neighborhood.remove(lost.connection());
        if (gone.isPresent()) {
            wentDown(gone.get(), lost.why(), now, effects);
            return;
        }
        boolean waited = entrance.leftWaiting(lost.connection(), lost.why(), now, effects);
        if (!waited && lost.connection().direction() == Direction.OUTBOUND) {
            dials.lost(lost.connection(), lost.why(), now, effects);
        } else if (!waited) {
            lost.caller().ifPresent(caller -> entrance.turnedBack(lost, caller, now, effects));
        }
    }

    void close(Neighbor neighbor, Refusal why, Moment now, List<Effect> effects) {
        neighborhood.remove(neighbor.connection());
        effects.add(new Effect.Close(neighbor.connection(), why));
        wentDown(neighbor, why, now, effects);
    }

    private void wentDown(Neighbor neighbor, Refusal why, Moment now, List<Effect> effects) {
        effects.add(new Effect.Down(neighbor, why));
        PeerId id = neighbor.id();
        known.find(id).ifPresent(peer -> wentDown(peer, why, now, effects));
        acquaintances.publishCompany(effects);
        protocol.reputation().deed(why).ifPresent(deed -> acquaintances.did(id, deed, now, effects));
        entrance.admitWhoWaits(id, now, effects);
    }

    private void wentDown(KnownPeers.Listed peer, Refusal why, Moment now, List<Effect> effects) {
        peer.trouble(new Trouble(now.wall(), why, true));
        peer.lost(now);
        Outlook outlook = protocol.outlook(why);
        known.change(peer, reconnector -> reconnector.down(outlook, now));
        if (peer.origin() == Origin.GUEST || (peer.origin() == Origin.DISCOVERED && outlook != Outlook.SEEK)) {
            known.remove(peer.id());
        } else {
            peer.tellRest(why, now, effects);
        }
    }

    /** Every connection of this peer, whatever it has reached. */
    void closeAll(PeerId id, Refusal why, Moment now, List<Effect> effects) {
        dials.callOff(id, why, effects);
        entrance.refuseWhoWaits(id, why, now, effects);
        neighborhood.of(id).ifPresent(neighbor -> {
            neighborhood.remove(neighbor.connection());
            effects.add(new Effect.Close(neighbor.connection(), why));
            effects.add(new Effect.Down(neighbor, why));
            acquaintances.publishCompany(effects);
        });
    }

    /** The node stops: everything is closed, and nothing begins any more. */
    void stop(Moment now, List<Effect> effects) {
        Refusal why = Reason.SHUTDOWN.because("this node is stopping");
        entrance.close();
        acquaintances.publishStop(effects);
        dials.stop(why, effects);
        for (Neighbor neighbor : neighborhood.all()) {
            entrance.refuseWhoWaits(neighbor.id(), why, now, effects);
            close(neighbor, why, now, effects);
        }
    }
}
