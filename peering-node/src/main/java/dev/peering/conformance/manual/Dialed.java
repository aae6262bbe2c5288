package dev.peering.conformance.manual;

import dev.peering.conformance.net.Line;

/** A connection the target opened, and the request it sent. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; its arrays are never changed after they were handed in.
record Dialed(TesterKey at, Line line, byte[] bytes, Packet request) {

    /** The right answer. */
    Packet answer() {
        return Packet.response(at, request.data());
    }
}
