package dev.peering.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.peering.core.KnownPeer;
import dev.peering.core.PeeringLimits;
import dev.peering.crypto.Identity;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The description of a node")
class NodeBuilderTest {

    private static final Identity IDENTITY = Identity.create(new SecureRandom());

    @AfterAll
    static void wipe() {
        IDENTITY.close();
    }

    @Test
    @DisplayName(
            "an argument that is null is told by the call that has it, not when the node starts or hears its first message")
    @SuppressWarnings("NullAway") // It is what the test is about.
    void nulls() {
        List<Consumer<NodeBuilder>> mistakes = List.of(
                builder -> builder.listen(null, 0),
                builder -> builder.peer(null),
                builder -> builder.peers((KnownPeer) null),
                builder -> builder.records(null),
                builder -> builder.limits((PeeringLimits) null),
                builder -> builder.limits((EdgeLimits) null),
                builder -> builder.runtime(null),
                builder -> builder.onMessage(null),
                builder -> builder.onUp(null),
                builder -> builder.on(null));
        assertThat(mistakes)
                .allSatisfy(mistake -> assertThatNullPointerException()
                        .isThrownBy(() -> mistake.accept(PeeringNode.manual(IDENTITY))));
        assertThatNullPointerException().isThrownBy(() -> PeeringNode.manual(null));
        assertThatNullPointerException().isThrownBy(() -> PeeringNode.builder(null));
    }
}
