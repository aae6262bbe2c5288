package dev.peering.wire.opendex;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** {@link PacketCodec#decode} against whatever a fuzzer thinks of; without one it replays what is kept. */
@Tag("fuzz")
class PacketCodecFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void payload(byte[] bytes) {
        OpenDexTruths.payload(bytes);
    }
}
