package dev.peering.conformance.target;

import java.util.Collection;
import java.util.Optional;

/** What a reference target can do wrong: a constant of an enum for each suite. */
public interface SeededFault {

    /**
     * Its id.
     *
     * @return stable
     */
    String name();

    /**
     * What goes wrong.
     *
     * @return for people
     */
    String text();

    /**
     * The case that must find it; none for habits of an original that are allowed.
     *
     * @return its id
     */
    Optional<String> caseId();

    /**
     * What a target says about itself when it starts: no banner, no proof.
     *
     * @param target what it is and how it behaves
     * @param faults its faults
     * @return one line
     */
    static String banner(String target, Collection<? extends SeededFault> faults) {
        StringBuilder text = new StringBuilder(target + ", faults:");
        faults.forEach(fault -> text.append(' ').append(shown(fault)));
        return faults.isEmpty() ? text + " none" : text.toString();
    }

    /**
     * How a banner tells a fault.
     *
     * @param fault which
     * @return id and text
     */
    static String shown(SeededFault fault) {
        return fault.name() + " (" + fault.text() + ")";
    }
}
