package dev.peering.conformance.manual;

import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Trace;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.io.IOException;
import java.util.Optional;

/** Measures how long the target bears a connection on which nothing is said, beside everything else. */
final class SilenceWatch {

    private final RunSettings settings;
    private final Timing timing;

    SilenceWatch(RunSettings settings, Timing timing) {
        this.settings = settings;
        this.timing = timing;
    }

    void measure() {
        try (Line line = Line.dial(settings.target(), "silent", new Trace(), timing.answer())) {
            Heard heard = line.hear(1, timing.scaled(Timing.LONGEST_SILENCE.toMillis()));
            timing.handshakeLimit(heard.ended() ? Optional.of(heard.after()) : Optional.empty());
        } catch (IOException gone) {
            timing.handshakeLimit(Optional.empty());
        }
    }
}
