package dev.peering.conformance;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cases of one suite, in the order of their ids.
 *
 * @param <E> with what they meet the target
 */
public final class Cases<E extends Meeting> {

    private final SortedMap<String, ScriptedCase<E>> byId = new TreeMap<>();

    /**
     * Orders them.
     *
     * @param cases in any order
     * @throws IllegalStateException when two have the same id
     */
    public Cases(List<ScriptedCase<E>> cases) {
        for (ScriptedCase<E> one : cases) {
            if (byId.put(one.spec().id(), one) != null) {
                throw new IllegalStateException(one.spec().id() + " is there twice");
            }
        }
    }

    /**
     * What they ask.
     *
     * @return in the order of their ids
     */
    public List<CaseSpec> specs() {
        return byId.values().stream().map(ScriptedCase::spec).toList();
    }

    /**
     * The case with this id.
     *
     * @param id as in {@link CaseSpec#id}
     * @return the case
     * @throws IllegalArgumentException when there is none
     */
    public ScriptedCase<E> named(String id) {
        ScriptedCase<E> one = byId.get(id);
        if (one == null) {
            throw new IllegalArgumentException("no such case: " + id);
        }
        return one;
    }
}
