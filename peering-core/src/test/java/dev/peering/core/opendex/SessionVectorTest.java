package dev.peering.core.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Admission;
import dev.peering.core.Endpoints;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.News;
import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import dev.peering.core.opendex.OpenDexOptions.Timing;
import dev.peering.core.rooms.OpenDexRoom;
import dev.peering.core.rooms.TwoEnds;
import dev.peering.core.rooms.TwoEnds.End;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The session of ten frames that the original recorded, through our state machines at both ends, byte for byte. */
@DisplayName("16.1 V1: a complete session")
class SessionVectorTest {

    private static final Moment START = new Moment(TwoEnds.T0, 0);

    private static final NodeState EVERYTHING = new NodeState(
            List.of(new NodeAddress("127.0.0.1", 8885), new NodeAddress("example.onion", 8885)),
            List.of("LTC/BTC", "ETH/BTC"),
            "indra123abc",
            Map.of("BTC", "02aa", "LTC", "02bb"),
            Map.of("BTC", List.of("02aa@h1:9735", "02aa@h2:9735"), "LTC", List.of()),
            Map.of(
                    "BTC", "bitcoin-mainnet",
                    "ETH", "0x0000000000000000000000000000000000000000",
                    "LTC", "litecoin-mainnet"));

    private final List<Bytes> frames = frames();
    private final Script initiatorScript = new Script(List.of(3, 4), ids(1, 0xb, 6), List.of(0xa1, 0xa2, 0xa3, 0xa4));
    private final Script responderScript = new Script(List.of(5, 6), ids(2, 5, 4), List.of(0xb1, 0xb2, 0xb3));
    private final AtomicReference<NodeState> state =
            new AtomicReference<>(NodeState.of(List.of(new NodeAddress("127.0.0.1", 8885)), List.of("LTC/BTC")));
    private final OpenDexPeering dialing = new OpenDexPeering(
            OpenDexRoom.identity(0), options(initiatorScript).withDiscovery(true, Duration.ofHours(12)), state::get);
    private final OpenDexPeering waiting = new OpenDexPeering(
            OpenDexRoom.identity(1), options(responderScript).withDiscovery(false, Duration.ofHours(12)));
    private final KnownPeer dialed = new KnownPeer(waiting.self(), PeerAddress.of(TwoEnds.LISTENER));
    private final End initiator = new End(
            START,
            Session.outbound(
                    dialing, dialed, new Endpoints(TwoEnds.DIALER, TwoEnds.LISTENER), Admission.only(dialed), START));
    private final End responder = new End(
            START, Session.inbound(waiting, new Endpoints(TwoEnds.LISTENER, TwoEnds.DIALER), knowsSomebody(), START));

    @Test
    @DisplayName("both ends write these ten frames and nothing else")
    void tenFrames() throws Exception {
        run();
        assertThat(initiator.everWritten())
                .containsExactly(frame(1), frame(4), frame(5), frame(7), frame(9), frame(10));
        assertThat(responder.everWritten()).containsExactly(frame(2), frame(3), frame(6), frame(8));
        assertThat(initiatorScript.isUsedUp()).isTrue();
        assertThat(responderScript.isUsedUp()).isTrue();
    }

    @Test
    @DisplayName("what the frames say arrives: who they are, whom they know, what changed, why it ends")
    void meaning() throws Exception {
        run();
        assertThat(responder.proven().orElseThrow().id()).isEqualTo(dialing.self());
        assertThat(responder.proven().orElseThrow().profile().addresses())
                .containsExactly(PeerAddress.parse("127.0.0.1:8885"));
        assertThat(responder.proven().orElseThrow().profile().facts())
                .containsEntry("version", List.of("1.2.4"))
                .containsEntry("pairs", List.of("LTC/BTC"));
        assertThat(initiator.news())
                .singleElement()
                .isInstanceOfSatisfying(
                        News.Found.class,
                        found -> assertThat(found.peers())
                                .singleElement()
                                .satisfies(third -> assertThat(third.addresses())
                                        .containsExactly(
                                                PeerAddress.parse("10.0.0.1:8885"),
                                                PeerAddress.parse("10.0.0.2:18885"))));
        assertThat(responder.news())
                .singleElement()
                .isInstanceOfSatisfying(
                        News.Changed.class,
                        changed -> assertThat(changed.profile().facts())
                                .containsEntry("connext", List.of("indra123abc"))
                                .containsEntry("lnd keys", List.of("BTC 02aa", "LTC 02bb")));
        Refusal goodbye = responder.refusal().orElseThrow();
        assertThat(goodbye.reason()).isEqualTo(Reason.SHUTDOWN);
        assertThat(goodbye.byPeer()).isTrue();
    }

    @Test
    @DisplayName("the recipient's frames may come in pieces of any length, and so may the initiator's")
    void anyPieces() {
        Random chance = new Random(1);
        for (int longest : new int[] {1, 2, 3, 7, 16, 100, 2_000}) {
            SessionVectorTest again = new SessionVectorTest();
            again.initiator.takeFrom(again.initiator.session().start(START));
            again.pieces(again.responder, List.of(frame(1)), longest, chance);
            assertThat(again.responder.everWritten()).containsExactly(frame(2), frame(3));
            again.pieces(again.initiator, List.of(frame(2), frame(3)), longest, chance);
            again.initiator.pass(Duration.ofMillis(250));
            assertThat(again.initiator.everWritten()).containsExactly(frame(1), frame(4), frame(5));
            again.pieces(again.responder, List.of(frame(4), frame(5), frame(7), frame(9), frame(10)), longest, chance);
            assertThat(again.responder.everWritten()).hasSize(4);
            again.pieces(again.initiator, List.of(frame(6), frame(8)), longest, chance);
            assertThat(again.initiator.everWritten()).contains(frame(7));
            assertThat(again.responder.refusal().orElseThrow().reason()).isEqualTo(Reason.SHUTDOWN);
        }
    }

    private void pieces(End end, List<Bytes> glued, int longest, Random chance) {
        Bytes all = Bytes.concat(glued.toArray(Bytes[]::new));
        for (int from = 0; from < all.length(); ) {
            int to = Math.min(all.length(), from + 1 + chance.nextInt(longest));
            end.receive(all.slice(from, to));
            from = to;
        }
    }

    private void run() {
        initiator.takeFrom(initiator.session().start(START));
        responder.takeFrom(responder.session().start(START));
        carry();
        initiator.pass(Duration.ofMillis(250));
        carry();
        state.set(EVERYTHING);
        initiator.announce();
        carry();
        initiator.close(Reason.SHUTDOWN.because("this node is stopping"));
        carry();
    }

    private void carry() {
        boolean moved = true;
        while (moved) {
            List<Bytes> there = initiator.takeAll();
            there.forEach(responder::receive);
            List<Bytes> back = responder.takeAll();
            back.forEach(initiator::receive);
            moved = !there.isEmpty() || !back.isEmpty();
        }
    }

    private Bytes frame(int number) {
        return frames.get(number - 1);
    }

    /** The recipient's ping, which the original did not send, waits for longer than the initiator's. */
    private static OpenDexOptions options(Script script) {
        return OpenDexOptions.of(OpenDexNetwork.MAINNET, script)
                .withVersions("1.2.4", "1.0.0-rc.1")
                .withTiming(Timing.USUAL.withPauses(Duration.ofMillis(250), Duration.ofSeconds(1)));
    }

    /** The recipient has a neighbor with the key and the addresses of the vector; the key is none, but it is only passed on. */
    private Admission knowsSomebody() {
        KnownPeer third = new KnownPeer(
                new Stated("02" + "33".repeat(32)),
                PeerAddress.parse("10.0.0.1:8885"),
                PeerAddress.parse("10.0.0.2:18885"));
        return new Admission() {
            @Override
            public Optional<KnownPeer> find(Bytes key) {
                return Optional.of(new KnownPeer(dialing.self()))
                        .filter(peer -> key.equals(peer.id().bytes()));
            }

            @Override
            public List<KnownPeer> company() {
                return List.of(third);
            }

            @Override
            public boolean crowded() {
                return false;
            }
        };
    }

    private record Stated(String text) implements dev.peering.core.PeerId {
        @Override
        public Bytes bytes() {
            return Bytes.hex(text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static List<String> ids(int node, int lowest, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(String.format("000000%d%d-0000-1000-8000-%012x", node, i + 1, (lowest + i) % 16));
        }
        return ids;
    }

    private static List<Bytes> frames() {
        try (InputStream in =
                Objects.requireNonNull(SessionVectorTest.class.getResourceAsStream("/vectors/opendex/session.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Bytes::hex)
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
