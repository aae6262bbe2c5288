package dev.peering.node;

/**
 * The threads that nodes run on: event loops for connections, the one hall thread for decisions, a few threads for name lookups.
 *
 * <p>Several {@link PeeringNode}s may share one, so that a process that serves several networks does not multiply its threads. A node that is not given
 * one makes its own and closes it with itself.
 */
public final class PeeringRuntime implements AutoCloseable {

    private PeeringRuntime() {}

    /**
     * A runtime with defaults: as many loops as processors, at most eight; the system's names.
     *
     * @return the runtime, its threads not yet started
     */
    public static PeeringRuntime create() {
        return builder().build();
    }

    /**
     * A runtime to be described.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many event loops there are.
     *
     * @return at least 1
     */
    public int loops() {
        throw new UnsupportedOperationException();
    }

    /**
     * Which kind of sockets is used.
     *
     * @return {@code epoll} or {@code nio}
     */
    public String transport() {
        throw new UnsupportedOperationException();
    }

    /** Closes the nodes that still run on it, then ends its threads. May be called more than once. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Describes a runtime. */
    public static final class Builder {

        private int loops = 1;
        private NameLookup names = NameLookup.SYSTEM;

        private Builder() {}

        /**
         * How many event loops.
         *
         * @param count at least 1
         * @return this
         */
        public Builder loops(int count) {
            this.loops = count;
            return this;
        }

        /**
         * How host names are looked up.
         *
         * @param lookup the way
         * @return this
         */
        public Builder names(NameLookup lookup) {
            this.names = lookup;
            return this;
        }

        /**
         * Makes it.
         *
         * @return the runtime
         */
        public PeeringRuntime build() {
            return new PeeringRuntime();
        }
    }
}
