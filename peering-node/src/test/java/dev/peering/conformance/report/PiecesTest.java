package dev.peering.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.Trace;
import dev.peering.conformance.Trace.Kind;
import dev.peering.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the target said in pieces close to each other")
class PiecesTest {

    private static Trace.Entry heard(long millis, String line, int length) {
        return entry(millis, line, Kind.HEARD, length);
    }

    private static Trace.Entry entry(long millis, String line, Kind kind, int length) {
        Bytes kept = Bytes.of(new byte[Math.min(length, Trace.MOST_BYTES)]);
        return new Trace.Entry(millis * 1_000, line, kind, "from the target", kept, length);
    }

    @Test
    @DisplayName("is one line at the time of the first, which says how many there were, other connections or not")
    void one() {
        List<Pieces.Shown> shown =
                Pieces.of(List.of(heard(10, "L1", 1), heard(20, "L2", 7), heard(60, "L1", 134), heard(70, "L1", 400)));
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0).entry().length()).isEqualTo(535);
        assertThat(shown.get(0).entry().bytes().length()).isEqualTo(135 + Trace.MOST_BYTES);
        assertThat(shown.get(0).entry().micros()).isEqualTo(10_000);
        assertThat(shown.get(0).pieces()).isEqualTo(3);
        assertThat(shown.get(0).spanMicros()).isEqualTo(60_000);
        assertThat(shown.get(1).pieces()).isEqualTo(1);
    }

    @Test
    @DisplayName("stays apart when it is far apart, when something happened between, or when bytes are missing")
    void apart() {
        assertThat(Pieces.of(List.of(heard(10, "L1", 1), heard(111, "L1", 1)))).hasSize(2);
        assertThat(Pieces.of(List.of(heard(10, "L1", 1), entry(11, "L1", Kind.SENT, 5), heard(12, "L1", 1))))
                .hasSize(3);
        assertThat(Pieces.of(List.of(heard(10, "L1", 400), heard(11, "L1", 1)))).hasSize(2);
        assertThat(Pieces.of(List.of(entry(10, "L1", Kind.SENT, 1), entry(11, "L1", Kind.SENT, 1))))
                .hasSize(2);
    }
}
