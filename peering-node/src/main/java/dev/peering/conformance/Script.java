package dev.peering.conformance;

/**
 * What a case does.
 *
 * @param <E> with what it meets the target
 */
@FunctionalInterface
public interface Script<E> {

    /**
     * Plays it; {@link EndOfCase} ends it early.
     *
     * @param encounter with the target
     * @return how it ended
     * @throws Exception the connection or the suite failed
     */
    Outcome play(E encounter) throws Exception;
}
