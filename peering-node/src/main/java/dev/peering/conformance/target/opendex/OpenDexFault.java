package dev.peering.conformance.target.opendex;

import static dev.peering.conformance.target.opendex.OpenDexFault.Edition.BRANCH;
import static dev.peering.conformance.target.opendex.OpenDexFault.Edition.RELEASE;

import dev.peering.conformance.target.SeededFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an OpenDEX target can do wrong, one switch each. Ids are stable. The case is the one that must find it; what an edition of the original does
 * makes its profile: {@link OpenDexProfile#XUD} and {@link OpenDexProfile#XUD_1_2_5}.
 */
public enum OpenDexFault implements SeededFault {
    M49("a SessionInit for another node is taken", "OX-05"),
    M50("signs JSON whose keys are not sorted", "OX-03"),
    M51("plain frames are taken after the SessionAck", "OX-23"),
    M201("no signature is checked", "OX-06"),
    M202("a signature over JSON in any order is taken", "OX-07"),
    M203("any node may answer for the one that was dialed", "OX-08"),
    M204("an unsigned claim of its own key is believed", "OX-09"),
    M205("versions are not parsed", "OX-10"),
    M206("old versions are taken", "OX-11"),
    M207("versions are compared as texts", "OX-57"),
    M208("an identity may have two sessions", "OX-12"),
    M209("a second session throws the first out", "OX-12"),
    M210("both of two crossing connections are kept", "OX-13"),
    M211("both of two crossing connections are closed", "OX-13"),
    M212("the network's magic is not checked", "OX-14"),
    M213("checksums are not checked", "OX-15"),
    M214("checksums are written big-endian", "OX-61"),
    M215("unknown types before the session are ignored", "OX-17"),
    M216("unknown types in the session are ignored", "OX-52"),
    M217("a Ping before the handshake is answered", "OX-18"),
    M218("a SessionAck for nothing ends the connection", "OX-19"),
    M219("a SessionAck for anything opens the session", "OX-20"),
    M220("waits for a SessionInit for ever", "OX-21"),
    M221("waits for a SessionAck for ever", "OX-22"),
    M222("one key for both directions", "OX-02"),
    M223("a ciphertext of half a block ends the listener", "OX-24"),
    M224("bad padding and bad content are told apart", "OX-25", BRANCH, RELEASE),
    M225("reads once, a split header is refused", "OX-27"),
    M226("what is glued behind a frame is lost", "OX-27"),
    M227("waits for as many bytes as a header claims", "OX-28", BRANCH, RELEASE),
    M228("a bad key in a SessionInit leaves the socket open", "OX-29", BRANCH, RELEASE),
    M229("a bad key in the dialer's SessionAck ends the process", "OX-36", BRANCH, RELEASE),
    M230("a bad key in the SessionAck of the one it dialed ends the process", "OX-37", BRANCH, RELEASE),
    M231("s in the upper half is taken", "OX-31"),
    M232("goes on after the other side's Disconnecting", "OX-32", BRANCH, RELEASE),
    M233("never sends a Ping", "OX-33"),
    M234("a Ping without a Pong is not noticed", "OX-33"),
    M235("a header in three pieces ends the connection", "OX-35", BRANCH, RELEASE),
    M236("peers are believed before they proved their ephemeral key", "OX-38", BRANCH, RELEASE),
    M237("sends a Ping before the other's SessionAck", "OX-66"),
    M238("the signature of who was dialed is not checked", "OX-41"),
    M239("who was dialed may speak to somebody else", "OX-42"),
    M240("the version of who was dialed is not checked", "OX-43"),
    M241("who was dialed may go on plainly", "OX-44"),
    M242("who was dialed may speak plainly before its SessionAck", "OX-45", BRANCH, RELEASE),
    M243("waits for ever for the SessionAck of who was dialed", "OX-46"),
    M244("waits for ever for the SessionInit of who was dialed", "OX-47"),
    M245("whoever asks for nodes is in the list", "OX-48"),
    M246("NodeStateUpdates are ignored", "OX-49"),
    M247("packets without a mandatory field are ignored", "OX-50"),
    M248("packets with unknown fields are refused", "OX-51"),
    M249("packets about orders are refused", "OX-53"),
    M250("an answer that nobody asked for ends the session", "OX-54"),
    M251("a second SessionInit makes somebody else of a peer", "OX-55"),
    M252("what comes right behind the SessionAck is lost", "OX-56", BRANCH, RELEASE),
    M253("its version has two parts", "OX-58"),
    M254("a frame of length 0 swallows what is behind it", "OX-59", BRANCH, RELEASE),
    M255("the inner length is not checked", "OX-60"),
    M256("one IV for all frames", "OX-62"),
    M257("ids are made from the clock", "OX-62", BRANCH, RELEASE),
    M258("an uppercase key is another identity", "OX-63", BRANCH, RELEASE),
    M259("noise leaves the connection open", "OX-64"),
    M260("JSON is verified with everything beyond ASCII escaped", "OX-65"),
    M262("a signature of another length leaves the socket open", "OX-67", BRANCH, RELEASE),
    M263("a SessionAck for 0 derails the handshake", "OX-68", BRANCH, RELEASE),
    M264("wrong bytes are sent back", "OX-70", BRANCH, RELEASE),
    M265("every entry of a node list is dialed at once", "OX-71", BRANCH, RELEASE),
    M266("compressed ephemeral keys are refused", "OX-72"),
    M267("stops without a word", "OX-73"),
    M268("a banned peer is not told", "OX-74"),
    M269("a banned peer may come back", "OX-74"),
    M270("does not dial again", "OX-75"),
    M271("dials again whatever it was told", "OX-76"),
    M272("a closed session keeps its identity out", "OX-78"),
    M273("a damaged packet ends the listener", "OX-79"),
    M274("ephemeral keys are used again", "OX-04"),
    M275("its SessionAck has an id of its own as req_id", "OX-01"),
    M276("its SessionInit is plain when it accepts", "OX-01"),
    M277("its SessionInit speaks to itself", "OX-03"),
    M278("its signatures have s in the upper half", "OX-03"),
    M279("connections are served one at a time", "OX-69"),
    M280("asks for nodes before its dial is answered", "OX-39"),
    M281("one key for both directions when it dialed", "OX-40"),
    M282("frames under a wrong key are ignored", "OX-80", RELEASE),
    M283("says why and does not close", "OX-06"),
    M284("a wrong signature is told as a wrong target", "OX-06"),
    M285("its Disconnecting is never encrypted", "OX-22"),
    M286("does not end while somebody who dialed it is connected", "OX-73", BRANCH),
    M287("a ciphertext that is no whole blocks is ignored", "OX-24", RELEASE);

    /** Of the original. */
    public enum Edition {
        /** The default branch. */
        BRANCH,
        /** The last release, 1.2.5. */
        RELEASE
    }

    private final String text;
    private final String caseId;
    private final boolean onBranch;
    private final boolean inRelease;

    OpenDexFault(String text, String caseId, Edition... editions) {
        this.text = text;
        this.caseId = caseId;
        List<Edition> whose = Arrays.asList(editions);
        this.onBranch = whose.contains(BRANCH);
        this.inRelease = whose.contains(RELEASE);
    }

    /** What goes wrong, and whose habit it is. */
    @Override
    public String text() {
        if (onBranch && inRelease) {
            return text + " (xud)";
        }
        return onBranch ? text + " (xud's default branch)" : inRelease ? text + " (xud 1.2.5)" : text;
    }

    /**
     * Whether the original does it.
     *
     * @param edition which original
     * @return true when a live one was seen to
     */
    public boolean habitOf(Edition edition) {
        return edition == BRANCH ? onBranch : inRelease;
    }

    @Override
    public Optional<String> caseId() {
        return Optional.of(caseId);
    }
}
