package dev.peering.wire.manual;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** {@link FrameCodec#read} against whatever a fuzzer thinks of; without one it replays what is kept. */
@Tag("fuzz")
class FrameCodecFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void frames(byte[] bytes) {
        Truths.frames(bytes);
    }
}
