package dev.peering.wire.manual;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** {@link EnvelopeCodec#read} against whatever a fuzzer thinks of; without one it replays what is kept. */
@Tag("fuzz")
class EnvelopeCodecFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void packet(byte[] bytes) {
        Truths.packet(bytes);
    }
}
