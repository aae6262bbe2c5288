package dev.peering.conformance.manual;

import dev.peering.conformance.Console;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.control.BorrowedList;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.control.Printable;
import java.util.List;

/** The suite's entries on the target's list: how they get there at the start and off at the end, and what the operator is told about it. */
final class Listing {

    private static final int MOST_OF_A_REASON = 300;

    private final RunSettings settings;
    private final BorrowedList list;
    private final Console console;
    private int pasted;

    Listing(RunSettings settings, BorrowedList list, Console console) {
        this.settings = settings;
        this.list = list;
        this.console = console;
    }

    void begin(List<ListedPeer> peers) throws RunException {
        if (!list.canAdd()) {
            pasted = peers.size();
            console.say(
                    console.quiet()
                            ? "Put these on the target's list: " + Lines.oneLine(peers)
                            : Lines.toPaste(settings, peers));
            return;
        }
        try {
            list.introduce(peers);
        } catch (ControlException e) {
            throw new RunException(
                    RunException.TESTER_FAULT, "the suite's identities could not be added: " + e.getMessage());
        }
        if (!console.quiet()) {
            console.say(peers.size() + " identities of the suite are on the target's list now (" + list + "). "
                    + (list.canRemove()
                            ? "They are taken off at the end."
                            : "Nothing can take them off again; --remove-hook would."));
        }
    }

    /** The run is over. */
    void end() {
        takeOff();
        if (pasted > 0 && !console.quiet()) {
            console.say("Take the " + pasted + " entries off the target's list again: " + dangerous());
        }
    }

    /** Takes off what is on it by our doing; interrupted or not, for whoever stops a run wants its keys gone all the more. */
    void takeOff() {
        boolean interrupted = Thread.interrupted();
        BorrowedList.Returned returned = list.giveBack();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        String why = sentence(Printable.of(returned.why(), MOST_OF_A_REASON));
        if (!returned.left().isEmpty()) {
            console.say("Still on the target's list, for they could not be taken off: " + why
                    + " Take them off by hand; " + dangerous() + lines(returned.left()));
        }
        if (!returned.unsure().isEmpty()) {
            console.say("These may still be on the target's list, for a change was asked for and no good answer came: "
                    + why + " If they are there, take them off by hand; " + dangerous() + lines(returned.unsure()));
        }
        boolean allOff = returned.left().isEmpty() && returned.unsure().isEmpty();
        if (allOff && returned.removed() > 0 && !console.quiet()) {
            console.say("All of the suite's entries are off the target's list again.");
        }
    }

    private static String sentence(String text) {
        return text.endsWith("?") || text.endsWith(".") ? text : text + ".";
    }

    private static String lines(List<String> keys) {
        return "\n  " + String.join("\n  ", keys);
    }

    private String dangerous() {
        return "anybody can make their private keys from --seed "
                + settings.identities().seed() + ".";
    }
}
