package dev.peering.core.opendex;

import static dev.peering.core.opendex.ByHand.A;
import static dev.peering.core.opendex.ByHand.B;
import static dev.peering.core.opendex.ByHand.claim;
import static dev.peering.core.opendex.ByHand.key;
import static dev.peering.core.opendex.ByHand.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Reason;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.SessionAck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions of a peer are accepted, and what it is told when its own is not. */
@DisplayName("5.3 Versions")
class VersionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"1.0.0-rc.1", "1.0.0-rc.2", "1.0.0-rc.1-abcdef", "1.0.0", "1.2.4+build", "v1.2.4", "99.0.0"})
    @DisplayName("these are accepted")
    void accepted(String version) {
        ByHand us = ByHand.dialing();
        us.say(signed(A, claim(A, B, key(3), version)));
        assertThat(us.heardFirst()).isInstanceOf(SessionAck.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0-beta.9", "0.9.9", "1.0.0-alpha", "1.0.0-0", "0.0.0"})
    @DisplayName("these are too low: reason 2")
    void incompatible(String version) {
        ByHand us = ByHand.dialing();
        us.say(signed(A, claim(A, B, key(3), version)));
        us.assertRefused(Reason.UNSUPPORTED_VERSION, DisconnectReason.INCOMPATIBLE_PROTOCOL_VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2",
                "abc",
                "1.2.4-",
                "01.2.4",
                "=v1.2.4",
                " 1.2.4 ",
                "99999999999999999999.0.0",
                "1.2.4-01",
                "1.2.4+",
                "1.2.4.5",
                "vv1.2.4"
            })
    @DisplayName("these are none: reason 10")
    void malformed(String version) {
        ByHand us = ByHand.dialing();
        us.say(signed(A, claim(A, B, key(3), version)));
        us.assertRefused(Reason.MALFORMED_VERSION, DisconnectReason.MALFORMED_VERSION);
    }
}
