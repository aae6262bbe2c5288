package dev.peering.conformance.manual;

import dev.peering.conformance.net.Line;

/** A connection the target opened, and the request it sent. */
record Dialed(TesterKey at, Line line, byte[] bytes, Packet request) {

    /** The right answer. */
    Packet answer() {
        return Packet.response(at, request.data());
    }
}
