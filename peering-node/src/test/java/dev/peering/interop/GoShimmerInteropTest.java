package dev.peering.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peering.core.Message;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerId;
import dev.peering.core.PeerStatus;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Identity;
import dev.peering.crypto.Sha256;
import dev.peering.node.PeeringNode;
import dev.peering.node.Ports;
import dev.peering.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Our node and the original, GoShimmer's manual-peering manager, on one loopback. Skipped, with the reason printed, where Go is missing. */
@DisplayName("With the original GoShimmer")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GoShimmerInteropTest {

    private static final String LOWER = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String HIGHER = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";

    /** Two ticks of the original's fixed 5 s and a margin. */
    private static final Duration LINK_LIMIT = Duration.ofSeconds(20);

    /** For what takes no time by itself; a busy machine is no failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int LARGEST = 66_555;

    /** Who dials, by key order. */
    enum Dialer {
        WE(LOWER, HIGHER),
        THE_ORIGINAL(HIGHER, LOWER);

        private final String ourSeed;
        private final String itsSeed;

        Dialer(String ourSeed, String itsSeed) {
            this.ourSeed = ourSeed;
            this.itsSeed = itsSeed;
        }
    }

    private final Queue<Message> heard = new ConcurrentLinkedQueue<>();
    private @Nullable PeeringNode startedNode;
    private @Nullable GoShimmer startedOriginal;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        String missing = GoShimmer.build();
        if (!missing.isEmpty()) {
            System.out.println("SKIPPED, the original is not tested: " + missing);
        }
        assumeTrue(missing.isEmpty(), missing);
    }

    @AfterEach
    void stop() {
        if (startedNode != null) {
            startedNode.close();
        }
        if (startedOriginal != null) {
            startedOriginal.close();
        }
    }

    @ParameterizedTest(name = "{0} dial")
    @EnumSource(Dialer.class)
    @DisplayName("connects, and messages of both types cross both ways, 66,560-byte frames included")
    void messagesCross(Dialer dialer) throws Exception {
        connect(dialer);

        send(Bytes.utf8("hello from Java"));
        send(patterned(LARGEST));
        original()
                .tell(Map.of(
                        "cmd",
                        "send",
                        "data",
                        HexFormat.of().formatHex("hello from Go".getBytes(StandardCharsets.UTF_8))));
        original().tell(Map.of("cmd", "send", "size", LARGEST));
        awaitHeard(ManualPeering.message(Bytes.utf8("hello from Go")));
        awaitHeard(ManualPeering.message(patterned(LARGEST)));

        Bytes id = Bytes.hex("ab".repeat(32));
        original().tell(Map.of("cmd", "store", "id", id.toHex(), "data", "c0ffee"));
        node().send(itsId(), ManualPeering.request(id)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        original()
                .await("messageRequested", PATIENCE, event -> event.get("found").asBoolean());
        awaitHeard(ManualPeering.message(Bytes.hex("c0ffee")));

        original().tell(Map.of("cmd", "request", "id", id.toHex()));
        awaitHeard(ManualPeering.request(id));
    }

    @ParameterizedTest(name = "{0} dial")
    @EnumSource(Dialer.class)
    @DisplayName("comes back after a cut on either side")
    void comesBack(Dialer dialer) throws Exception {
        connect(dialer);

        node().drop(itsId()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        original().await("neighborRemoved", PATIENCE, event -> true);
        awaitConnected();

        long downs = node().counters().downs();
        original().tell(Map.of("cmd", "drop", "publicKey", node().self().toString()));
        // Counted, for it may be back before anybody looks.
        await().atMost(LINK_LIMIT).until(() -> node().counters().downs() > downs);
        awaitConnected();
        send(Bytes.utf8("still here"));
    }

    @ParameterizedTest(name = "{0} dial")
    @EnumSource(Dialer.class)
    @DisplayName("comes back after the original was killed and started again")
    void survivesKill(Dialer dialer) throws Exception {
        connect(dialer);
        String address = original().address();
        original().kill();
        await().atMost(LINK_LIMIT).until(() -> state() != PeerStatus.State.UP);
        startedOriginal = GoShimmer.start(dialer.itsSeed, address);
        introduce();
        awaitConnected();
    }

    @ParameterizedTest(name = "{0} dial")
    @EnumSource(Dialer.class)
    @DisplayName("removal on our side closes, and the original's knocking is refused")
    void removal(Dialer dialer) throws Exception {
        connect(dialer);
        node().remove(itsId()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        original().await("neighborRemoved", PATIENCE, event -> true);
        await().atMost(PATIENCE).until(() -> node().neighbors().isEmpty());
        if (dialer == Dialer.THE_ORIGINAL) {
            await().atMost(LINK_LIMIT).until(() -> !node().strangers().isEmpty());
            assertThat(node().strangers().get(0).id()).hasToString(original().publicKey());
        }
        assertThat(node().neighbors()).isEmpty();
    }

    private void connect(Dialer dialer) throws Exception {
        startedOriginal = GoShimmer.start(dialer.itsSeed, "127.0.0.1:" + Ports.free());
        startedNode = PeeringNode.manual(Identity.fromSeed(HexFormat.of().parseHex(dialer.ourSeed)))
                .listen("127.0.0.1", 0)
                .peer(original().publicKey(), original().address())
                .onMessage((Neighbor from, Message message) -> heard.add(message))
                .build()
                .start();
        introduce();
        awaitConnected();
    }

    private PeeringNode node() {
        return Objects.requireNonNull(startedNode);
    }

    private GoShimmer original() {
        return Objects.requireNonNull(startedOriginal);
    }

    private void introduce() throws IOException {
        int port = node().listenAddress().orElseThrow().getPort();
        original().tell(Map.of("cmd", "add", "publicKey", node().self().toString(), "address", "127.0.0.1:" + port));
    }

    private void awaitConnected() {
        original().await("neighborAdded", LINK_LIMIT, event -> true);
        await().atMost(LINK_LIMIT).until(() -> state() == PeerStatus.State.UP);
    }

    private PeerStatus.State state() throws Exception {
        return node().peer(itsId()).orElseThrow().state();
    }

    private PeerId itsId() throws Exception {
        return node().protocol().parse(original().publicKey());
    }

    private void send(Bytes data) throws Exception {
        node().send(itsId(), ManualPeering.message(data)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String hash = HexFormat.of().formatHex(Sha256.of(data.toByteArray()));
        JsonNode received = original().await("messageReceived", PATIENCE, event -> true);
        assertThat(received.get("sha256").asString()).isEqualTo(hash);
        assertThat(received.get("length").asInt()).isEqualTo(data.length());
    }

    private void awaitHeard(Message message) {
        await().atMost(PATIENCE).until(() -> heard.contains(message));
    }

    private static Bytes patterned(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return Bytes.of(bytes);
    }
}
