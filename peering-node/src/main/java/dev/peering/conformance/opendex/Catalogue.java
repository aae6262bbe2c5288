package dev.peering.conformance.opendex;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.Level;
import dev.peering.conformance.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects cases as they are written down, one after the other. */
final class Catalogue {

    private static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

    /** An operator who connects by hand needs time. */
    private static final Duration DIAL_LIMIT = Duration.ofMinutes(3);

    private final List<OpenDexCase> cases = new ArrayList<>();

    List<OpenDexCase> cases() {
        return List.copyOf(cases);
    }

    /** The target accepts. */
    Entry accepts(int number, Level level, String place) {
        return new Entry(number, level, Role.ACCEPTS, place, USUAL_LIMIT);
    }

    /** The target dials. */
    Entry dials(int number, Level level, String place) {
        return new Entry(number, level, Role.DIALS, place, DIAL_LIMIT);
    }

    /** The target is handled. */
    Entry lives(int number, Level level, String place) {
        return new Entry(number, level, Role.LIVES, place, DIAL_LIMIT);
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
        private Duration limit;

        private Entry(int number, Level level, Role role, String place, Duration limit) {
            this.id = String.format(Locale.ROOT, "OX-%02d", number);
            this.level = level;
            this.role = role;
            this.place = place;
            this.limit = limit;
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
            cases.add(new OpenDexCase(spec, script));
        }
    }
}
