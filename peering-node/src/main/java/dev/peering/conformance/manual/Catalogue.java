package dev.peering.conformance.manual;

import dev.peering.conformance.CaseDraft;
import dev.peering.conformance.Level;
import dev.peering.conformance.Role;
import dev.peering.conformance.ScriptedCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects cases as they are written down, one after the other. */
final class Catalogue {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(90);

    private final List<ScriptedCase<Encounter>> cases = new ArrayList<>();

    List<ScriptedCase<Encounter>> cases() {
        return List.copyOf(cases);
    }

    /** The id tells the role, and that how many identities a case usually needs. */
    CaseDraft<Encounter> add(String id, Level level, String place) {
        Role role = id.startsWith("MP-I") ? Role.ACCEPTS : id.startsWith("MP-O") ? Role.DIALS : Role.LIVES;
        return new CaseDraft<Encounter>(id, level, role, place, USUAL_LIMIT, cases::add)
                .needs(role == Role.ACCEPTS ? 1 : 0, role == Role.DIALS ? 1 : 0);
    }
}
