package dev.peering.conformance.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.target.Profile;
import dev.peering.conformance.target.ReferenceTarget;
import dev.peering.conformance.target.Subject;
import dev.peering.conformance.target.opendex.OpenDexProfile;
import dev.peering.conformance.target.opendex.OpenDexTarget;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The suite's ports")
class PortTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress ANY = new InetSocketAddress(LOOPBACK, 0);

    @Test
    @DisplayName("any free port is one that no system hands out by itself, and each time another")
    void anyPort() throws IOException {
        try (Port one = Port.of(ANY);
                Port other = Port.of(ANY)) {
            assertThat(one.address().getPort())
                    .isBetween(10_000, 19_999)
                    .isNotEqualTo(other.address().getPort());
            assertThat(other.address().getPort()).isBetween(10_000, 19_999);
        }
    }

    @Test
    @DisplayName("while nobody listens on it a port refuses connections, and can be listened on again and again")
    void leftAndBack() throws IOException {
        try (Port port = Port.of(ANY)) {
            InetSocketAddress address = port.address();
            for (int i = 0; i < 3; i++) {
                try (ServerSocket listener = port.listen(1);
                        Socket caller = new Socket(LOOPBACK, address.getPort())) {
                    assertThat(caller.getRemoteSocketAddress()).isEqualTo(listener.getLocalSocketAddress());
                }
                try (Socket caller = new Socket()) {
                    assertThatThrownBy(() -> caller.connect(address)).isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    /** Another suite is another process, which counts its ports on its own: only what the system says keeps the two apart. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nobody may listen beside the socket that holds a port")
    @DisplayName("a port that is left cannot be had by another suite, until it is closed")
    void held() throws IOException {
        InetSocketAddress address;
        try (Port port = Port.of(ANY)) {
            address = port.address();
            port.listen(1).close();
            assertThatThrownBy(() -> bindExclusively(address)).isInstanceOf(BindException.class);
        }
        bindExclusively(address);
    }

    private static Stream<Subject> targets() throws IOException {
        return Stream.of(
                new ReferenceTarget(Profile.CORRECT, 0),
                new OpenDexTarget(OpenDexProfile.CORRECT, OpenDexNetwork.REGTEST, 0));
    }

    @ParameterizedTest
    @MethodSource("targets")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nobody may listen beside the socket that holds a port")
    @DisplayName("a target that was stopped keeps its port for the next start")
    void stopped(Subject target) throws IOException, ControlException {
        try (target) {
            target.stop(Duration.ofSeconds(5));
            assertThatThrownBy(() -> bindExclusively(target.address())).isInstanceOf(BindException.class);
            target.start();
            new Socket(LOOPBACK, target.address().getPort()).close();
        }
    }

    /** As a suite does that looks for a free port. */
    private static void bindExclusively(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(false);
            socket.bind(address);
        }
    }

    @Test
    @DisplayName("a given port that stays taken is told")
    void taken() throws IOException {
        try (Port one = Port.of(ANY);
                ServerSocket listening = one.listen(1);
                Port same = Port.of(one.address())) {
            assertThatThrownBy(() -> same.listen(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + listening.getLocalPort() + " cannot be used");
        }
    }
}
