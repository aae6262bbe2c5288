package dev.peering.wire.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Packets that are almost right: each is read or refused, and protobuf agrees")
class AlmostRightTest {

    @Test
    @DisplayName("every payload, cut off at each byte")
    void cutOff() {
        for (Bytes payload : payloads()) {
            for (int length = 0; length < payload.length(); length++) {
                OpenDexTruths.payload(payload.slice(0, length).toByteArray());
            }
        }
    }

    @Test
    @DisplayName("every payload, with each single bit flipped")
    void flipped() {
        int read = 0;
        int refused = 0;
        for (Bytes payload : payloads()) {
            for (int bit = 0; bit < 8 * payload.length(); bit++) {
                byte[] changed = payload.toByteArray();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                if (OpenDexTruths.payload(changed)) {
                    read++;
                } else {
                    refused++;
                }
            }
        }
        assertThat(read).isGreaterThan(1000);
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    @DisplayName("two payloads spliced at random places, from one seed")
    void spliced() {
        RandomGenerator random = new SplittableRandom(4);
        List<Bytes> payloads = payloads();
        for (int i = 0; i < 5_000; i++) {
            Bytes head = payloads.get(random.nextInt(payloads.size()));
            Bytes tail = payloads.get(random.nextInt(payloads.size()));
            OpenDexTruths.payload(Bytes.concat(
                            head.slice(0, 1 + random.nextInt(head.length())),
                            tail.slice(1 + random.nextInt(tail.length() - 1), tail.length()))
                    .toByteArray());
        }
    }

    @Test
    @DisplayName("the frames of a session, cut and changed")
    void frames() {
        RandomGenerator random = new SplittableRandom(5);
        for (Blocks.Block block : Blocks.read("session.txt")) {
            for (int i = 0; i < 20; i++) {
                byte[] changed = block.hex("frame").toByteArray();
                changed[random.nextInt(i < 10 ? 20 : changed.length)] ^= (byte) (1 + random.nextInt(255));
                if (block.has("plaintext")) {
                    OpenDexTruths.encrypted(changed);
                } else {
                    OpenDexTruths.plain(changed);
                }
            }
        }
    }

    /** Type and payload of every sample. */
    private static List<Bytes> payloads() {
        List<Packet> packets = new ArrayList<>(Samples.packets().values());
        packets.addAll(Samples.session());
        return packets.stream()
                .map(packet -> Bytes.concat(Bytes.of((byte) packet.type().code()), PacketCodec.encode(packet)))
                .toList();
    }
}
