package dev.peering.conformance.manual;

import dev.peering.conformance.net.Line;
import java.time.Duration;

/** A connection on which the target answered our request, after so many tries. */
record Session(Line line, byte[] requestData, byte[] requestBytes, byte[] answer, Duration latency, int tries) {}
