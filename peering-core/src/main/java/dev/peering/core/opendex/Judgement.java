package dev.peering.core.opendex;

import dev.peering.core.Caller;
import dev.peering.core.Refusal;
import java.util.Optional;

/** What became of an introduction. */
sealed interface Judgement {

    /**
     * All checks passed.
     *
     * @param peer who
     */
    record Welcome(Introduced peer) implements Judgement {}

    /**
     * One did not.
     *
     * @param why which
     * @param caller whose introduction it was, as far as that is known
     */
    record Unwelcome(Refusal why, Optional<Caller> caller) implements Judgement {}
}
