package dev.peering.conformance.manual;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.Level;
import dev.peering.conformance.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects cases as they are written down, one after the other. */
final class Catalogue {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(90);

    private final List<ManualCase> cases = new ArrayList<>();

    List<ManualCase> cases() {
        return List.copyOf(cases);
    }

    Entry add(String id, Level level, String place) {
        Role role = id.startsWith("MP-I") ? Role.ACCEPTS : id.startsWith("MP-O") ? Role.DIALS : Role.LIVES;
        return new Entry(id, level, role, place);
    }

    /** One case in the making. */
    final class Entry {
        private final String id;
        private final Level level;
        private final Role role;
        private final String place;
        private final List<String> passes = new ArrayList<>();
        private final List<String> fails = new ArrayList<>();
        private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
        private String requirement = "";
        private String why = "";
        private String stimulus = "";
        private Duration limit = USUAL_LIMIT;
        private int lows = 1;
        private int highs;

        Entry(String id, Level level, Role role, String place) {
            this.id = id;
            this.level = level;
            this.role = role;
            this.place = place;
            if (role == Role.DIALS) {
                lows = 0;
                highs = 1;
            }
            if (role == Role.LIVES) {
                lows = 0;
            }
        }

        Entry asks(String sentence) {
            requirement = sentence;
            return this;
        }

        Entry because(String sentence) {
            why = sentence;
            return this;
        }

        Entry by(String sentence) {
            stimulus = sentence;
            return this;
        }

        Entry passes(String... outcomes) {
            passes.addAll(List.of(outcomes));
            return this;
        }

        Entry fails(String... outcomes) {
            fails.addAll(List.of(outcomes));
            return this;
        }

        /** The outcomes of every case in which something must be refused by closing. */
        Entry closes(String what) {
            passes.add("closed by FIN within 1 s without a byte, and a good handshake works afterwards");
            passes.add("closed by RST within 1 s without a byte, and a good handshake works afterwards");
            fails.add(what + " is answered");
            fails.add("the connection stays open");
            fails.add("no good handshake works afterwards");
            return this;
        }

        Entry needs(int lowKeys, int highKeys) {
            lows = lowKeys;
            highs = highKeys;
            return this;
        }

        Entry trait(Trait... wanted) {
            traits.addAll(List.of(wanted));
            return this;
        }

        Entry within(int seconds) {
            limit = Duration.ofSeconds(seconds);
            return this;
        }

        void play(Script script) {
            CaseSpec spec =
                    new CaseSpec(id, level, role, place, requirement, why, stimulus, passes, fails, traits, limit);
            cases.add(new ManualCase(spec, lows, highs, script));
        }
    }
}
