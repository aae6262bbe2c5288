package dev.peering.conformance;

/** What a case has of the target: its connections and everything it changed. Closing puts right what the case left behind. */
public interface Meeting extends AutoCloseable {

    /** Ends all connections, from any thread: what waits for one goes on at once. */
    void abort();

    @Override
    void close();
}
