package dev.peering.node.demo;

import dev.peering.core.Direction;
import dev.peering.core.PeerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One moment of the demo, ready to be drawn.
 *
 * @param time since the start
 * @param scene what is going on
 * @param line the names, in order
 * @param links between each two of them
 * @param holder who holds the message; empty for nobody
 * @param rows each node's view of each peer
 * @param news latest last
 * @param promises all of them
 */
record View(
        Duration time,
        String scene,
        List<String> line,
        List<LinkState> links,
        String holder,
        List<Row> rows,
        List<Stage.News> news,
        List<Promises.Promise> promises) {

    /** How it stands between two neighbors of the line. */
    enum LinkState {
        UP,
        DOWN,
        /** One of the two took the other off its list. */
        REMOVED
    }

    /** What one node thinks of one peer. */
    enum State {
        UP,
        DIALING,
        WAITING,
        AWAITING,
        RESTING,
        REMOVED
    }

    /**
     * One line of the table.
     *
     * @param node whose view
     * @param peer of whom
     * @param dials whether the node dials, rather than waits
     * @param state how it stands
     * @param since how long it has been up; zero when it is not
     * @param tries dials so far
     * @param next until the next dial; negative when none is planned
     * @param error the last thing that went wrong; empty for nothing
     */
    record Row(
            String node,
            String peer,
            boolean dials,
            State state,
            Duration since,
            long tries,
            Duration next,
            String error) {}

    static View of(Cast cast, Stage stage, Promises promises) {
        List<Row> rows = new ArrayList<>();
        List<LinkState> links = new ArrayList<>();
        List<Actor> line = cast.line(); // read once, for more may be coming in
        for (Link link : Link.along(line)) {
            boolean listed = isListed(link.left(), link.right()) && isListed(link.right(), link.left());
            links.add(listed ? (link.isUp() ? LinkState.UP : LinkState.DOWN) : LinkState.REMOVED);
            rows.add(row(link.left(), link.right()));
            rows.add(row(link.right(), link.left()));
        }
        for (Actor outside : cast.outside()) {
            outside.node().peers().forEach(status -> rows.add(row(outside.name(), status)));
        }
        return new View(
                stage.time(),
                stage.scene(),
                line.stream().map(Actor::name).toList(),
                links,
                stage.holder(),
                rows,
                stage.news(),
                promises.all());
    }

    private static boolean isListed(Actor of, Actor peer) {
        return of.node().peer(peer.id()).isPresent();
    }

    private static Row row(Actor of, Actor peer) {
        return of.node()
                .peer(peer.id())
                .map(status -> row(of.name(), status))
                .orElseGet(() -> new Row(
                        of.name(),
                        peer.name(),
                        of.dials(peer),
                        State.REMOVED,
                        Duration.ZERO,
                        0,
                        Duration.ofSeconds(-1),
                        ""));
    }

    private static Row row(String of, PeerStatus status) {
        return row(of, status.peer().alias(), status);
    }

    /** One node's view of one peer, under these names. */
    static Row row(String of, String peer, PeerStatus status) {
        return new Row(
                of,
                peer,
                status.direction() == Direction.OUTBOUND,
                State.valueOf(status.state().name()),
                status.neighbor()
                        .map(neighbor -> Duration.between(neighbor.since(), Instant.now()))
                        .orElse(Duration.ZERO),
                status.attempts(),
                status.nextTry().orElse(Duration.ofSeconds(-1)),
                status.lastTrouble()
                        .map(trouble -> trouble.why().reason().name())
                        .orElse(""));
    }
}
