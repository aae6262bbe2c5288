package dev.peering.wire.opendex;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** {@link EncryptedFrameCodec#read} against whatever a fuzzer thinks of; without one it replays what is kept. */
@Tag("fuzz")
class EncryptedFrameCodecFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void frames(byte[] bytes) {
        OpenDexTruths.encrypted(bytes);
    }
}
