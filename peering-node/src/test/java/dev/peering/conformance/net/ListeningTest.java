package dev.peering.conformance.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The suite's listening sockets")
class ListeningTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    @DisplayName("any free port is one that no system hands out by itself, and each time another")
    void anyPort() throws IOException {
        try (ServerSocket one = Listening.at(new InetSocketAddress(LOOPBACK, 0), 1);
                ServerSocket other = Listening.at(new InetSocketAddress(LOOPBACK, 0), 1)) {
            assertThat(one.getLocalPort()).isBetween(10_000, 19_999).isNotEqualTo(other.getLocalPort());
            assertThat(other.getLocalPort()).isBetween(10_000, 19_999);
        }
    }

    @Test
    @DisplayName("a port that is left and wanted again is not given away in between")
    void leftPort() throws IOException {
        ServerSocket left = Listening.at(new InetSocketAddress(LOOPBACK, 0), 1);
        int port = left.getLocalPort();
        left.close();
        for (int i = 0; i < 100; i++) {
            try (ServerSocket another = Listening.at(new InetSocketAddress(LOOPBACK, 0), 1)) {
                assertThat(another.getLocalPort()).isNotEqualTo(port);
            }
        }
        Listening.at(new InetSocketAddress(LOOPBACK, port), 1).close();
    }

    @Test
    @DisplayName("a given port that stays taken is told")
    void taken() throws IOException {
        try (ServerSocket one = Listening.at(new InetSocketAddress(LOOPBACK, 0), 1)) {
            assertThatThrownBy(() -> Listening.at(new InetSocketAddress(LOOPBACK, one.getLocalPort()), 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + one.getLocalPort() + " cannot be used");
        }
    }
}
