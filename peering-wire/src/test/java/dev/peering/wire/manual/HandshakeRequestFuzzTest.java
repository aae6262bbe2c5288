package dev.peering.wire.manual;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** {@link HandshakeRequest#parse} against whatever a fuzzer thinks of; without one it replays what is kept. */
@Tag("fuzz")
class HandshakeRequestFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void request(byte[] bytes) {
        Truths.request(bytes);
    }
}
