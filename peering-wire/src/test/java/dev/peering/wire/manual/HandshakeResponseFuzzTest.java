package dev.peering.wire.manual;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** {@link HandshakeResponse#parse} against whatever a fuzzer thinks of; without one it replays what is kept. */
@Tag("fuzz")
class HandshakeResponseFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void response(byte[] bytes) {
        Truths.response(bytes);
    }
}
