package dev.peering.conformance.manual;

import dev.peering.conformance.net.Line;
import java.time.Duration;

/** A connection on which the target answered our request, after so many tries. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; its arrays are never changed after they were handed in.
record Session(Line line, byte[] requestData, byte[] requestBytes, byte[] answer, Duration latency, int tries) {}
