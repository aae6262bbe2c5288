package dev.peering.core;

import static dev.peering.core.LoneHall.admitted;
import static dev.peering.core.LoneHall.id;
import static dev.peering.core.LoneHall.only;
import static dev.peering.core.LoneHall.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two connections of one peer: which of them is kept. */
@DisplayName("8.4 Crossing connections")
class CrossingConnectionsTest {

    /** Two nodes in the order of their keys. */
    private final List<Protocol> nodes = Stream.of(LoneHall.node(0), LoneHall.node(1))
            .sorted(Comparator.comparing(node -> node.self().bytes()))
            .toList();

    private final Protocol lower = nodes.get(0);
    private final Protocol higher = nodes.get(1);

    @Test
    @DisplayName("8.4 of two crossing connections the higher key keeps its first")
    void higherKeepsFirst() {
        LoneHall hall = LoneHall.closed(higher);
        hall.list(new KnownPeer(lower.self()));
        admitted(hall.comes(lower.self()));
        List<Effect> second = hall.comes(lower.self());
        assertThat(refusal(second)).isEqualTo(Reason.ALREADY_CONNECTED);
        assertThat(second).as("the first is asked for a sign of life").hasAtLeastOneElementOfType(Effect.Probe.class);
    }

    @Test
    @DisplayName("8.4 the lower key lets the second wait: it takes over when the first ends, and is refused after 5 s")
    void lowerWaits() {
        LoneHall hall = LoneHall.closed(lower);
        hall.list(new KnownPeer(higher.self()));
        ConnectionId first = admitted(hall.comes(higher.self()));
        assertThat(hall.comes(higher.self()))
                .noneMatch(Effect.Admit.class::isInstance)
                .noneMatch(Effect.Close.class::isInstance);
        assertThat(refusal(hall.comes(higher.self()))).as("a third one").isEqualTo(Reason.ALREADY_CONNECTED);
        List<Effect> taken = hall.lost(first, Reason.CLOSED_BY_PEER.because(""));
        assertThat(taken).hasAtLeastOneElementOfType(Effect.Down.class);
        admitted(taken);

        hall.comes(higher.self());
        assertThat(hall.deadline()).isEqualTo(hall.now().in(Duration.ofSeconds(5)));
        hall.pass(Duration.ofSeconds(5));
        assertThat(refusal(hall.tick())).isEqualTo(Reason.ALREADY_CONNECTED);
    }

    @Test
    @DisplayName(
            "13.5/8 who is refused at the door because it is connected already makes us ask the connection that is up, if it signed")
    void olderIsAsked() {
        LoneHall hall = LoneHall.open();
        ConnectionId up = hall.takesIn(1);
        Refusal second = Reason.ALREADY_CONNECTED.because("a connection of this peer is up");
        List<Effect> asked = hall.turnedBack(second, new Caller(id(1), true));
        assertThat(only(Effect.Probe.class, asked).connection()).isEqualTo(up);
        assertThat(hall.turnedBack(second, new Caller(id(1), false))).noneMatch(Effect.Probe.class::isInstance);
        assertThat(hall.turnedBack(second, new Caller(id(2), true))).noneMatch(Effect.Probe.class::isInstance);
        assertThat(hall.turnedBack(Reason.ALREADY_CONNECTED.told(""), new Caller(id(1), true)))
                .noneMatch(Effect.Probe.class::isInstance);
    }
}
