package dev.peering.core;

/**
 * How far beyond the operator's list a hall goes: who may come in unlisted, and whom it may dial because a neighbor told of it. Each bound is
 * what strangers together can cost.
 *
 * @param guests most neighbors that nobody listed and that came by themselves; 0 lets only listed peers in
 * @param discovered most peers at once that nobody listed and that a neighbor told of, sought or connected; 0 dials only listed peers
 * @param discoveredDialsPerHour most dials to such peers within one hour
 * @param privateAddresses whether a neighbor may send us to addresses inside private networks and to host names, which can mean the same
 */
public record Openness(int guests, int discovered, int discoveredDialsPerHour, boolean privateAddresses) {

    /** The operator's list and nothing else. */
    public static final Openness CLOSED = new Openness(0, 0, 0, false);

    /** Refuses negative counts. */
    public Openness {
        if (guests < 0 || discovered < 0 || discoveredDialsPerHour < 0) {
            throw new IllegalArgumentException("counts must not be negative");
        }
    }
}
