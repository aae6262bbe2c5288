package dev.peering.conformance.opendex;

import dev.peering.conformance.CaseDraft;
import dev.peering.conformance.Level;
import dev.peering.conformance.Role;
import dev.peering.conformance.ScriptedCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects cases as they are written down, one after the other. */
final class Catalogue {

    private static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

    /** An operator who connects by hand needs time. */
    private static final Duration DIAL_LIMIT = Duration.ofMinutes(3);

    private final List<ScriptedCase<Encounter>> cases = new ArrayList<>();

    List<ScriptedCase<Encounter>> cases() {
        return List.copyOf(cases);
    }

    /** The target accepts. */
    CaseDraft<Encounter> accepts(int number, Level level, String place) {
        return draft(number, level, Role.ACCEPTS, place, USUAL_LIMIT);
    }

    /** The target dials. */
    CaseDraft<Encounter> dials(int number, Level level, String place) {
        return draft(number, level, Role.DIALS, place, DIAL_LIMIT);
    }

    /** The target is handled. */
    CaseDraft<Encounter> lives(int number, Level level, String place) {
        return draft(number, level, Role.LIVES, place, DIAL_LIMIT);
    }

    private CaseDraft<Encounter> draft(int number, Level level, Role role, String place, Duration limit) {
        return new CaseDraft<>(String.format(Locale.ROOT, "OX-%02d", number), level, role, place, limit, cases::add);
    }
}
