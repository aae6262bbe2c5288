package dev.peering.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import dev.peering.core.ConnectionId;
import dev.peering.core.Direction;
import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerId;
import dev.peering.core.PeerProfile;
import dev.peering.core.PeerStatus;
import dev.peering.core.Reason;
import dev.peering.core.Stranger;
import dev.peering.core.Trouble;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.node.config.LogConfig;
import dev.peering.node.json.Json;
import dev.peering.node.json.JsonReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The log")
class LogLinesTest {

    private static final InetSocketAddress REMOTE = new InetSocketAddress("192.0.2.7", 4711);

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger logger = context.getLogger("peering");

    private PeerLog log;
    private PeerId carol;

    @BeforeEach
    void start() throws KeyException {
        events.setContext(context);
        events.start();
        logger.addAppender(events);
        logger.setLevel(Level.INFO);
        log = new PeerLog(logger, "manual");
        carol = ManualPeering.id(PeerKey.parse("CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3"));
    }

    @Test
    @DisplayName("for people: a sentence, then names and values, quoted where they have blanks")
    void human() {
        log.failed(new KnownPeer(carol, List.of(), "carol"), trouble(Reason.CONNECT_FAILED, "nobody \"there\""));
        assertThat(line(new HumanLines()))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  no connection with carol, it is tried again  network=manual peer=CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3 "
                                + "alias=carol reason=CONNECT_FAILED detail=\"nobody \"there\"\"\\R");
    }

    @Test
    @DisplayName("for machines: one object per line that a JSON parser takes, whatever a stranger put into it")
    void json() throws Exception {
        log.failed(
                new KnownPeer(carol, List.of(), ""),
                trouble(Reason.WRONG_TARGET, "the request is for '\"}\n{\"level\":\"ERROR'"));
        String line = line(new JsonLines());
        assertThat(line).endsWith("}\n").hasLineCount(1);
        Json.Members object = (Json.Members) JsonReader.read(line, "");
        assertThat(object.members().stream().map(Json.Member::name))
                .containsExactly("time", "level", "logger", "message", "event", "network", "peer", "reason", "detail");
        assertThat(((Json.Text) object.find("level").orElseThrow()).value()).isEqualTo("WARN");
        assertThat(((Json.Text) object.find("message").orElseThrow()).value())
                .isEqualTo("no connection with CHfU1NUf6Z…, it is tried again");
    }

    @Test
    @DisplayName("a stack trace is one member for machines and lines of its own for people")
    void traces() throws Exception {
        logger.error("it broke", new IllegalStateException("why"));
        Json.Members object = (Json.Members) JsonReader.read(line(new JsonLines()), "");
        assertThat(((Json.Text) object.find("error").orElseThrow()).value())
                .contains("IllegalStateException: why", "at dev.peering");
        assertThat(line(new HumanLines())).contains("ERROR it broke").contains("\tat dev.peering");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, ERROR, ERROR", "WARN, WARN, WARN", "INFO, INFO, WARN", "DEBUG, DEBUG, WARN"})
    @DisplayName("the level is the operator's, but what the listener tells is not told a second time by the edge")
    void levels(LogConfig.Level wanted, String ours, String edge) {
        Logging.start(context, wanted, events);
        assertThat(context.getLogger("peering").getEffectiveLevel()).hasToString(ours);
        assertThat(context.getLogger("dev.peering.node").getEffectiveLevel()).hasToString(edge);
    }

    @Test
    @DisplayName("a peer that stays away is told once, and again when the reason changes")
    void onceForEachReason() {
        KnownPeer peer = new KnownPeer(carol);
        for (int i = 0; i < 5; i++) {
            log.failed(peer, trouble(Reason.CONNECT_FAILED, ""));
        }
        log.failed(peer, trouble(Reason.TIMEOUT, ""));
        log.failed(peer, trouble(Reason.CONNECT_FAILED, ""));
        assertThat(events.list).hasSize(3);
    }

    @Test
    @DisplayName("a failure in the name of a peer that is up is no warning; once it is down, it is")
    void failedBeside() {
        KnownPeer peer = new KnownPeer(carol, List.of(), "carol");
        Neighbor neighbor = neighbor(peer);
        log.up(neighbor);
        Trouble claimed = new Trouble(Instant.EPOCH, Reason.WRONG_DIRECTION.because(""), false);
        log.failed(peer, claimed);
        assertThat(events.list).hasSize(1);
        log.down(neighbor, Reason.CLOSED_BY_PEER.because(""));
        log.failed(peer, claimed);
        assertThat(line(new HumanLines()))
                .contains("WARN  no connection with carol, it is tried again", "reason=WRONG_DIRECTION proven=false");
    }

    @Test
    @DisplayName("the status counts the listed, tells the others apart, and no old error of a peer that is up")
    void status() throws Exception {
        KnownPeer peer = new KnownPeer(carol, List.of(), "carol");
        PeerStatus guest = status(peer, PeerStatus.Origin.GUEST);
        StatusLog.tell(logger, "opendex", List.of(guest));
        assertThat(lines()).first().asString().contains("0 of 0 listed peers are up", "others=1 othersUp=1");
        assertThat(lines())
                .last()
                .asString()
                .contains("origin=guest", "state=up")
                .doesNotContain("lastError");
        events.list.clear();
        StatusLog.tell(logger, "manual", List.of(status(peer, PeerStatus.Origin.LISTED)));
        assertThat(lines())
                .first()
                .asString()
                .contains("1 of 1 listed peers are up")
                .doesNotContain("others");
    }

    private static PeerStatus status(KnownPeer peer, PeerStatus.Origin origin) {
        return new PeerStatus(
                peer,
                Direction.INBOUND,
                PeerStatus.State.UP,
                Optional.of(neighbor(peer)),
                0,
                0,
                Optional.empty(),
                Optional.of(trouble(Reason.WRONG_DIRECTION, "")),
                origin,
                PeerProfile.EMPTY,
                0,
                false);
    }

    private List<String> lines() {
        HumanLines encoder = new HumanLines();
        return events.list.stream()
                .map(event -> new String(encoder.encode(event), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    @DisplayName("a peer that does not want us is told as a warning, with its reason and when it is asked again")
    void unwanted() {
        log.unwanted(new KnownPeer(carol, List.of(), "carol"), Reason.BANNED.told("BANNED"), Duration.ofMinutes(1_434));
        assertThat(line(new HumanLines()))
                .contains("WARN  carol does not want us and is left alone", "reason=BANNED", "nextTryHours=24");
    }

    @Test
    @DisplayName("refusals of one origin for one reason are told once; a stranger with a proven key only by his knock")
    void refusals() {
        for (int i = 0; i < 5; i++) {
            log.refused(REMOTE, Reason.MALFORMED.because(""));
            log.refused(REMOTE, Reason.UNKNOWN_PEER.because(""));
        }
        log.refused(REMOTE, Reason.TIMEOUT.because(""));
        assertThat(events.list).hasSize(2);
    }

    @Test
    @DisplayName("a flood of strangers is told 20 times in 10 s, the rest is counted")
    void flood() {
        for (int i = 0; i < 1_000; i++) {
            log.knocked(new Stranger(carol, REMOTE, Instant.EPOCH, Instant.EPOCH, i));
        }
        assertThat(events.list).hasSize(20);
        Throttle throttle = new Throttle(2, Duration.ofSeconds(10), 0);
        assertThat(List.of(
                        throttle.ask(1),
                        throttle.ask(2),
                        throttle.ask(3),
                        throttle.ask(4),
                        throttle.ask(10_000_000_000L),
                        throttle.ask(10_000_000_001L)))
                .containsExactly(0L, 0L, -1L, -1L, 2L, 0L);
    }

    @Test
    @DisplayName("what was said is forgotten after a while, and the memory is bounded")
    void recently() {
        Recently recently = new Recently(2, Duration.ofNanos(10));
        assertThat(recently.isNews("a", 0)).isTrue();
        assertThat(recently.isNews("a", 9)).isFalse();
        assertThat(recently.isNews("a", 10)).isTrue();
        assertThat(recently.isNews("b", 11)).isTrue();
        assertThat(recently.isNews("c", 12)).isTrue();
        assertThat(recently.isNews("a", 13)).as("a had to make room").isTrue();
    }

    private static Neighbor neighbor(KnownPeer peer) {
        return new Neighbor(peer, new ConnectionId(Direction.INBOUND, 1), REMOTE, Instant.EPOCH, Optional.empty());
    }

    private static Trouble trouble(Reason reason, String detail) {
        return new Trouble(Instant.EPOCH, reason.because(detail), true);
    }

    private String line(Encoder<ILoggingEvent> encoder) {
        return new String(encoder.encode(events.list.get(events.list.size() - 1)), StandardCharsets.UTF_8);
    }
}
