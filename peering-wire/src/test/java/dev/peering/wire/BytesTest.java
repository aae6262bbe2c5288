package dev.peering.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bytes: an immutable value")
class BytesTest {

    @Test
    @DisplayName("what its maker does to the array afterwards changes nothing")
    void copiesWhatComesIn() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        assertThat(bytes).isEqualTo(Bytes.hex("010203"));
    }

    @Test
    @DisplayName("what a user does to the array it got changes nothing")
    void copiesWhatGoesOut() {
        Bytes bytes = Bytes.hex("010203");
        bytes.toByteArray()[0] = 9;
        assertThat(bytes).isEqualTo(Bytes.hex("010203"));
    }

    @Test
    @DisplayName("the view without a copy cannot be written to and has no array")
    void viewIsReadOnly() {
        ByteBuffer view = Bytes.hex("0102").asReadOnlyByteBuffer();
        assertThat(view.hasArray()).isFalse();
        assertThatThrownBy(() -> view.put(0, (byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(view).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Test
    @DisplayName("to protobuf and back there is no copy, unless a small part would keep a large array")
    void protobuf() {
        Bytes whole = Bytes.of(new byte[1000]);
        ByteString most = whole.toByteString().substring(10, 700);
        ByteString little = whole.toByteString().substring(10, 20);
        assertThat(Bytes.of(most)).isEqualTo(Bytes.of(new byte[690]));
        assertThat(Bytes.of(little)).isEqualTo(Bytes.of(new byte[10]));
        assertThat(Bytes.of(most.concat(little))).isEqualTo(Bytes.of(new byte[700]));
        assertThat(Bytes.of(little.concat(most))).isEqualTo(Bytes.of(new byte[700]));
        assertThat(Bytes.of(ByteString.EMPTY)).isSameAs(Bytes.EMPTY);
    }

    @Test
    @DisplayName("a value that is part of a larger array behaves like one that is not")
    void partOfAnArray() {
        Bytes part = Bytes.of(Bytes.hex("ff010203ff").toByteString().substring(1, 4));
        assertThat(part).isEqualTo(Bytes.hex("010203")).hasSameHashCodeAs(Bytes.hex("010203"));
        assertThat(part.hashCode()).isEqualTo(Arrays.hashCode(new byte[] {1, 2, 3}));
        assertThat(part.length()).isEqualTo(3);
        assertThat(part.isEmpty()).isFalse();
        assertThat(part.at(0)).isEqualTo(1);
        assertThatThrownBy(() -> part.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.slice(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(part.slice(1, 3)).isEqualTo(Bytes.hex("0203"));
        assertThat(part.toByteArray()).containsExactly(1, 2, 3);
        assertThat(part.toHex()).isEqualTo("010203");
        assertThat(part).hasToString("010203").isEqualByComparingTo(Bytes.hex("010203"));
        assertThat(Bytes.concat(part, part)).isEqualTo(Bytes.hex("010203010203"));
        assertThat(part.asReadOnlyByteBuffer()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(part.asReadOnlyByteBuffer().position()).isZero();
        ByteBuf out = Unpooled.buffer();
        part.writeTo(out);
        assertThat(Bytes.read(out, out.readableBytes())).isEqualTo(part);
    }

    @Test
    @DisplayName("two of the same content are equal and hash alike, two of different content are not equal")
    void equalByValue() {
        assertThat(Bytes.of((byte) 1, (byte) 0xff)).isEqualTo(Bytes.hex("01FF")).hasSameHashCodeAs(Bytes.hex("01ff"));
        assertThat(Bytes.hex("01ff")).isNotEqualTo(Bytes.hex("01fe")).isNotEqualTo(Bytes.hex("01"));
    }

    @Test
    @DisplayName("the order is that of unsigned bytes, a prefix first")
    void order() {
        List<Bytes> sorted = Arrays.asList(
                Bytes.EMPTY, Bytes.hex("00"), Bytes.hex("7f"), Bytes.hex("7f00"), Bytes.hex("80"), Bytes.hex("ff"));
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = 0; j < sorted.size(); j++) {
                int expected = Integer.signum(Integer.compare(i, j));
                assertThat(Integer.signum(sorted.get(i).compareTo(sorted.get(j))))
                        .isEqualTo(expected);
                assertThat(Integer.signum(sorted.get(i).compareUnsigned(sorted.get(j))))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("single bytes are numbers from 0 to 255")
    void at() {
        assertThat(Bytes.hex("00ff").at(1)).isEqualTo(255);
        assertThatThrownBy(() -> Bytes.hex("00ff").at(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("a slice holds from the first index up to, not including, the second")
    void slice() {
        Bytes bytes = Bytes.hex("0001020304");
        assertThat(bytes.slice(1, 3)).isEqualTo(Bytes.hex("0102"));
        assertThat(bytes.slice(5, 5)).isEqualTo(Bytes.EMPTY);
        assertThatThrownBy(() -> bytes.slice(0, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.slice(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("parts join in the order given")
    void concat() {
        assertThat(Bytes.concat(Bytes.hex("00"), Bytes.EMPTY, Bytes.hex("0102")))
                .isEqualTo(Bytes.hex("000102"));
        assertThat(Bytes.concat()).isSameAs(Bytes.EMPTY);
    }

    @Test
    @DisplayName("reading takes bytes off a buffer and moves its index, writing appends them")
    void readAndWrite() {
        ByteBuf buffer = Unpooled.buffer();
        Bytes.hex("00010203").writeTo(buffer);
        assertThat(Bytes.read(buffer, 3)).isEqualTo(Bytes.hex("000102"));
        assertThat(buffer.readerIndex()).isEqualTo(3);
        assertThat(Bytes.read(buffer, 0)).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.peek(buffer, 1)).isEqualTo(Bytes.hex("03"));
        assertThat(buffer.readerIndex()).isEqualTo(3);
    }

    @Test
    @DisplayName("a length beyond what is there is refused before anything is allocated for it")
    void readTooMuch() {
        ByteBuf buffer = Unpooled.wrappedBuffer(new byte[] {1});
        assertThatThrownBy(() -> Bytes.read(buffer, Integer.MAX_VALUE)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(buffer.readerIndex()).isZero();
    }

    @Test
    @DisplayName("hex is read in either case and nothing else is")
    void hex() {
        assertThat(Bytes.hex("00aBfF").toHex()).isEqualTo("00abff");
        assertThatThrownBy(() -> Bytes.hex("0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bytes.hex("0g")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bytes.hex("00 11")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("text becomes UTF-8")
    void utf8() {
        assertThat(Bytes.utf8("aé€")).isEqualTo(Bytes.hex("61c3a9e282ac"));
    }

    @Test
    @DisplayName("a signature prints whole, a longer value prints its head and its length")
    void prints() {
        assertThat(Bytes.of(new byte[64])).hasToString("00".repeat(64));
        assertThat(Bytes.of(new byte[65])).hasToString("00".repeat(64) + "...(65 bytes)");
        assertThat(Bytes.EMPTY).hasToString("");
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
    }
}
