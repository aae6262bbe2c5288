package dev.peering.core;

import dev.peering.crypto.KeyException;
import dev.peering.wire.MalformedException;
import java.time.Duration;
import java.util.Optional;

/**
 * What one network brings to the shared core. The public door of each room implements this; everything that differs between networks is an
 * object handed over here. Implementations are immutable and may be asked from any event loop.
 */
public interface Protocol {

    /**
     * The room's name in configuration, logs and metrics.
     *
     * @return lower case, for example {@code manual}
     */
    String name();

    /**
     * Our own identity.
     *
     * @return who the other ends see
     */
    PeerId self();

    /**
     * Reads a public key as operators of this network write it.
     *
     * @param text the key
     * @return the peer's identity
     * @throws KeyException with one sentence that names what is wrong
     */
    PeerId parse(String text) throws KeyException;

    /**
     * The overall time limit of a handshake, from the open connection to proven identity.
     *
     * @return more than zero
     */
    Duration handshakeTimeout();

    /**
     * How lost connections are sought again.
     *
     * @return the policy
     */
    ReconnectPolicy reconnect();

    /**
     * What malformed bytes mean in this network.
     *
     * @param malformed what was wrong with them
     * @return the refusal, from which the handshake or the conversation makes its last words
     */
    default Refusal refusal(MalformedException malformed) {
        return Reason.MALFORMED.because(malformed.getMessage());
    }

    /**
     * Which of two connections of one peer is kept.
     *
     * @return the rule
     */
    DuplicateRule duplicates();

    /**
     * Which end opens the connection.
     *
     * @param peer a listed peer
     * @return true when we dial
     */
    boolean dials(KnownPeer peer);

    /**
     * How this network weighs what its peers do.
     *
     * @return the rule; without one of its own only the operator bans
     */
    default Reputation reputation() {
        return Reputation.OPERATOR_ONLY;
    }

    /**
     * Whether neighbors tell each other whom they are connected with, so that sessions have to know.
     *
     * @return true to have {@link Admission#company} and {@link Reason#ALREADY_CONNECTED} kept up to date at checkpoint 1
     */
    default boolean introduces() {
        return false;
    }

    /**
     * Whether a peer is sought again after its connection, or an attempt at one, ended like this.
     *
     * @param why how it ended, and who said so
     * @return what it means; without a rule of its own a network seeks for ever
     */
    default Outlook outlook(Refusal why) {
        return Outlook.SEEK;
    }

    /**
     * How long a new attempt has to wait because of the one before, however urgent it is.
     *
     * @param ended when the attempt before ended
     * @param now the moment
     * @return zero when it may start now
     */
    default Duration redialPause(Moment ended, Moment now) {
        return Duration.ZERO;
    }

    /**
     * Whether a message can be sent in this network at all.
     *
     * @param message the message
     * @return the reason why not; empty when it can
     */
    Optional<Refusal> unsendable(Message message);

    /**
     * Our half of the handshake on a connection that we opened.
     *
     * @param peer whom we dialed
     * @param ends the two ends of the connection
     * @param admission checkpoint 1
     * @param now the moment
     * @return a fresh handshake
     */
    Handshake initiator(KnownPeer peer, Endpoints ends, Admission admission, Moment now);

    /**
     * Our half of the handshake on a connection that they opened.
     *
     * @param ends the two ends of the connection
     * @param admission checkpoint 1
     * @param now the moment
     * @return a fresh handshake
     */
    Handshake responder(Endpoints ends, Admission admission, Moment now);
}
