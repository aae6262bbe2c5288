package dev.peering.core.manual;

import dev.peering.core.Endpoints;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.VerifiedPeer.Warning;
import dev.peering.wire.manual.HandshakeRequest;
import dev.peering.wire.manual.ManualWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an acceptor asks of a request before it spends a signature check on it: version, time, target. Seed 000 section 3.5.3; the time window is
 * that of sections 3.3 and 3.4. GoShimmer checks the version alone.
 */
record RequestRules(ManualOptions options, ManualPeerId self, Endpoints ends) {

    /** The reason to refuse, if there is one. */
    Optional<Refusal> refusal(HandshakeRequest request, Moment now) {
        if (request.version() != ManualWire.VERSION) {
            return Optional.of(Reason.UNSUPPORTED_VERSION.because("handshake version "
                    + Integer.toUnsignedString(request.version()) + ", we speak " + ManualWire.VERSION));
        }
        return untimely(request.timestamp(), now).or(() -> misdirected(request));
    }

    private Optional<Refusal> untimely(long timestamp, Moment now) {
        long second = now.wall().getEpochSecond();
        if (timestamp <= second - options.maxAge().toSeconds()) {
            return Optional.of(Reason.STALE_TIMESTAMP.because("stamped " + timestamp + ", now is " + second));
        }
        if (timestamp > second + options.maxSkew().toSeconds()) {
            return Optional.of(Reason.FUTURE_TIMESTAMP.because("stamped " + timestamp + ", now is " + second));
        }
        // The process before us may have answered this very request; what it remembered is gone. Later than one window
        // after the start such a request is stale anyway, and a clock that was set back must not lock peers out.
        boolean couldBeRemembered = !now.reached(options.startedAt().in(options.replayWindow()));
        long started = options.startedAt().wall().getEpochSecond();
        if (couldBeRemembered && timestamp < started) {
            return Optional.of(
                    Reason.STAMPED_BEFORE_START.because("stamped " + timestamp + ", we started at " + started));
        }
        return Optional.empty();
    }

    private Optional<Refusal> misdirected(HandshakeRequest request) {
        if (options.advertised().isEmpty() || isOurs(request.to())) {
            return Optional.empty();
        }
        return Optional.of(Reason.WRONG_TARGET.because(
                "the request is for '" + request.printableTo() + "', which is none of our addresses"));
    }

    /** What the operator should know about an accepted request. */
    List<Warning> warnings(HandshakeRequest request, Duration clockOffset) {
        List<Warning> warnings = new ArrayList<>(0);
        if (!isOurs(request.to())) {
            warnings.add(new Warning(
                    Warning.Kind.UNFAMILIAR_TARGET,
                    "it dialed '" + request.printableTo()
                            + "', which is not this socket's address; a NAT does that, and so does a relay"));
        }
        if (clockOffset.abs().compareTo(options.warnOffset()) >= 0) {
            warnings.add(new Warning(
                    Warning.Kind.CLOCK_OFFSET,
                    "our clock minus its clock is " + clockOffset.toSeconds() + " s; check both"));
        }
        return warnings;
    }

    private boolean isOurs(String to) {
        PeerAddress local = PeerAddress.of(ends.local());
        if (to.equals(local.toString())) {
            return true; // as every dialer writes it that is not behind a NAT
        }
        try {
            PeerAddress target = PeerAddress.parse(to);
            return target.equals(local) || options.advertised().contains(target);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
