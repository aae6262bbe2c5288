package dev.peering.conformance;

import java.util.List;
import java.util.Optional;

/** The cases of one protocol. */
public interface Suite {

    /**
     * As on the command line.
     *
     * @return for example {@code manual}
     */
    String name();

    /**
     * For people.
     *
     * @return one line
     */
    String title();

    /**
     * All cases, in the order of the list.
     *
     * @return the cases
     */
    List<CaseSpec> cases();

    /**
     * Gets everything ready to run cases against a target: keys, listeners, the target's list, first contact.
     *
     * @param settings what the operator asked for
     * @param console where to tell what is going on
     * @return ready; to be closed
     * @throws RunException the target is not there or does not know us, with the remedy
     * @throws InterruptedException the operator wants to stop
     */
    Prepared prepare(RunSettings settings, Console console) throws RunException, InterruptedException;

    /** A target that can be asked. */
    interface Prepared extends AutoCloseable {

        /**
         * Runs one case once, in the calling thread.
         *
         * @param spec which
         * @param trace where to write what happens
         * @param begun called when everything the case needs is at hand; from then on its time runs
         * @return how it ended
         * @throws Exception the suite itself failed
         */
        Outcome run(CaseSpec spec, Trace trace, Runnable begun) throws Exception;

        /**
         * Ends the case that runs with this trace by force: its connections are closed.
         *
         * @param trace of the running case
         */
        void abort(Trace trace);

        /**
         * Whether the target still takes connections.
         *
         * @return false when it is gone
         */
        boolean reachable();

        /**
         * How many cases of a kind make sense at once.
         *
         * @return at least 1
         */
        int parallelism();

        /**
         * What went wrong with the way of changing the target, though cases went on without it.
         *
         * @return a sentence, if anything went wrong
         */
        default Optional<String> trouble() {
            return Optional.empty();
        }

        /**
         * What was measured on the target, for the report.
         *
         * @return sentences
         */
        List<String> measurements();

        @Override
        void close();
    }
}
