package dev.peering.conformance;

import dev.peering.conformance.CaseSpec.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One case in the making, written down sentence by sentence.
 *
 * @param <E> with what its script meets the target
 */
public final class CaseDraft<E> {

    private final String id;
    private final Level level;
    private final Role role;
    private final String place;
    private final Consumer<ScriptedCase<E>> done;
    private final List<String> passes = new ArrayList<>();
    private final List<String> fails = new ArrayList<>();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private String requirement = "";
    private String why = "";
    private String stimulus = "";
    private Duration limit;
    private int lows;
    private int highs;

    /**
     * Begins.
     *
     * @param id stable
     * @param level how binding it is
     * @param role which side of the target it looks at
     * @param place the specification's section
     * @param limit after this long it is ended by force, unless it says otherwise
     * @param done where it goes when its script is known
     */
    public CaseDraft(String id, Level level, Role role, String place, Duration limit, Consumer<ScriptedCase<E>> done) {
        this.id = id;
        this.level = level;
        this.role = role;
        this.place = place;
        this.limit = limit;
        this.done = done;
    }

    /**
     * What is asked.
     *
     * @param sentence one
     * @return this
     */
    public CaseDraft<E> asks(String sentence) {
        requirement = sentence;
        return this;
    }

    /**
     * What goes wrong without it.
     *
     * @param sentence one
     * @return this
     */
    public CaseDraft<E> because(String sentence) {
        why = sentence;
        return this;
    }

    /**
     * What the suite does.
     *
     * @param sentence one
     * @return this
     */
    public CaseDraft<E> by(String sentence) {
        stimulus = sentence;
        return this;
    }

    /**
     * What is accepted.
     *
     * @param outcomes in words
     * @return this
     */
    public CaseDraft<E> passes(String... outcomes) {
        passes.addAll(List.of(outcomes));
        return this;
    }

    /**
     * What is not.
     *
     * @param outcomes in words
     * @return this
     */
    public CaseDraft<E> fails(String... outcomes) {
        fails.addAll(List.of(outcomes));
        return this;
    }

    /**
     * The outcomes of every case in which something must be refused by closing.
     *
     * @param what must be refused
     * @return this
     */
    public CaseDraft<E> closes(String what) {
        passes.add("closed by FIN within 1 s without a byte, and a good handshake works afterwards");
        passes.add("closed by RST within 1 s without a byte, and a good handshake works afterwards");
        fails.add(what + " is answered");
        fails.add("the connection stays open");
        fails.add("no good handshake works afterwards");
        return this;
    }

    /**
     * How many identities it borrows.
     *
     * @param lowKeys below the target's key; a number below 0 means all there are
     * @param highKeys above it
     * @return this
     */
    public CaseDraft<E> needs(int lowKeys, int highKeys) {
        lows = lowKeys;
        highs = highKeys;
        return this;
    }

    /**
     * How it has to be run.
     *
     * @param wanted the traits
     * @return this
     */
    public CaseDraft<E> trait(Trait... wanted) {
        traits.addAll(List.of(wanted));
        return this;
    }

    /**
     * After how long it is ended by force.
     *
     * @param seconds before scaling
     * @return this
     */
    public CaseDraft<E> within(int seconds) {
        limit = Duration.ofSeconds(seconds);
        return this;
    }

    /**
     * What it does, and with that it is complete.
     *
     * @param script the script
     */
    public void play(Script<E> script) {
        CaseSpec spec = new CaseSpec(id, level, role, place, requirement, why, stimulus, passes, fails, traits, limit);
        done.accept(new ScriptedCase<>(spec, lows, highs, script));
    }
}
