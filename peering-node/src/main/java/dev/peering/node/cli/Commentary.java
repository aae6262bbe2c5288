package dev.peering.node.cli;

import dev.peering.core.PeerId;
import dev.peering.core.Protocol;
import dev.peering.core.Refusal;
import dev.peering.core.VerifiedPeer;
import dev.peering.node.cli.ProbeReport.Outcome;
import dev.peering.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** What a probe says about a handshake of one network, in that network's terms. The probe itself only carries bytes. */
interface Commentary {

    /** The network, as the end that dials. */
    Protocol protocol();

    /** Whom to reach. */
    PeerId peer();

    /** What can be said before anything is sent. */
    List<Note> before();

    /**
     * About a message of ours.
     *
     * @param number how many went before it
     * @param message its bytes
     * @return empty when there is nothing to tell
     */
    Optional<Note> sent(int number, Bytes message);

    /**
     * The peer proved its key.
     *
     * @param peer what is known of it now
     * @param heard how many bytes it said
     */
    List<Note> proven(VerifiedPeer peer, int heard);

    /** The verdict when it let us in and stayed. */
    String letIn();

    /**
     * The handshake was refused, by us or by the peer.
     *
     * @param why by whom and for what
     * @param heard everything it said
     */
    Finding refused(Refusal why, Bytes heard);

    /**
     * The connection ended in the middle.
     *
     * @param heard how many bytes the peer said
     * @param how closed or reset
     */
    Finding closed(int heard, String how);

    /**
     * One thing that was seen.
     *
     * @param ok whether it is as it should be
     * @param name what it is about, ten characters at most
     * @param detail what was seen
     */
    record Note(boolean ok, String name, String detail) {}

    /**
     * How it ended.
     *
     * @param notes what was seen last; the first of them took the time since the note before
     * @param outcome in one word
     * @param verdict in one sentence
     * @param reasons what may be behind it, likeliest first
     */
    record Finding(List<Note> notes, Outcome outcome, String verdict, List<String> reasons) {}
}
