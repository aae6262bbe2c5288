package dev.peering.conformance.target.opendex;

import dev.peering.conformance.opendex.Frames;
import dev.peering.crypto.AesCbc;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.WireFault;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection as frames. Reading belongs to one thread; writing and closing may be done by others. */
final class Pipe {

    static final long NEVER = Long.MAX_VALUE / 2;

    private static final int PIECE = 65_536;
    private static final int MOST_PENDING = 4 * 1024 * 1024;
    private static final int MOST_BEFORE_SESSION = 64 * 1024;
    private static final int DELAY_MILLIS = 50;

    private final Socket socket;
    private final OpenDexProfile profile;
    private final OpenDexNetwork network;
    private final SecureRandom random = new SecureRandom();
    private byte[] buffer = new byte[0];
    private int pieces;
    private @Nullable AesCbc in;
    private @Nullable AesCbc out;
    private boolean open;
    private byte[] lastPayload = new byte[0];

    /** A packet and how it came. */
    record Came(Packet packet, boolean encrypted, int payloadLength) {}

    /** The other side is gone. */
    static final class Gone extends Exception {
        private static final long serialVersionUID = 1L;

        Gone() {
            super("gone", null, false, false);
        }
    }

    Pipe(Socket socket, OpenDexProfile profile, OpenDexNetwork network) throws IOException {
        this.socket = socket;
        this.profile = profile;
        this.network = network;
        socket.setTcpNoDelay(true);
    }

    void decryptWith(AesCbc cipher) {
        in = cipher;
    }

    synchronized void encryptWith(AesCbc cipher) {
        out = cipher;
    }

    /** Longer frames may come now. */
    void opened() {
        open = true;
        if (profile.has(OpenDexFault.M252)) {
            pause();
            buffer = new byte[0];
        }
    }

    /** The original opens a session a little after it could read. */
    private void pause() {
        try {
            Thread.sleep(DELAY_MILLIS);
            int ready = socket.getInputStream().available();
            if (ready > 0) {
                socket.getInputStream().readNBytes(ready);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // The next read tells.
        }
    }

    // ---- writing ----

    void write(Packet packet) {
        byte[] payload = Frames.payload(packet);
        AesCbc cipher = out;
        if (cipher == null) {
            writePlain(packet);
            return;
        }
        byte[] iv = new byte[AesCbc.IV_LENGTH];
        if (!profile.has(OpenDexFault.M256)) {
            random.nextBytes(iv);
        }
        // One cipher must not be used by two threads at once.
        synchronized (this) {
            send(Frames.encrypted(
                    cipher, iv, Frames.inner(payload.length, packet.type().code(), payload)));
        }
    }

    void writePlain(Packet packet) {
        int checksum = Frames.checksum(packet);
        send(Frames.plain(
                network.magic(),
                packet.type().code(),
                Frames.payload(packet),
                profile.has(OpenDexFault.M214) ? Integer.reverseBytes(checksum) : checksum));
    }

    private synchronized void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException gone) {
            // The reading side sees it, too.
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed, whatever it says.
        }
    }

    // ---- reading ----

    /** The next packet, or nothing when the deadline passes before one is whole. */
    Optional<Came> next(long deadline) throws Refused, Gone {
        while (true) {
            Optional<Came> came = cut();
            if (came.isPresent()) {
                return came;
            }
            if (!more(deadline)) {
                return Optional.empty();
            }
        }
    }

    /** Reads and throws away until the other side ends: a socket that everybody forgot. */
    Gone hang() throws Gone {
        while (true) {
            buffer = new byte[0];
            more(NEVER);
        }
    }

    private boolean more(long deadline) throws Gone {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        try {
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
            byte[] piece = new byte[PIECE];
            int count = socket.getInputStream().read(piece);
            if (count < 0) {
                throw new Gone();
            }
            buffer = Frames.glued(buffer, Arrays.copyOf(piece, count));
            pieces++;
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException gone) {
            throw new Gone();
        }
    }

    private Optional<Came> cut() throws Refused {
        int header = in == null ? Frames.PLAIN_HEADER : 4;
        if (buffer.length < header) {
            requireHeader();
            return Optional.empty();
        }
        int first = Frames.intAt(buffer, 0);
        if (in == null) {
            return plain(first);
        }
        if (first == network.magic()) {
            if (profile.has(OpenDexFault.M51) || profile.has(OpenDexFault.M241)) {
                return plain(first);
            }
            throw Refused.wire("frame is not encrypted");
        }
        return encrypted(first, in);
    }

    private void requireHeader() throws Refused {
        boolean tired = buffer.length > 0
                && (profile.has(OpenDexFault.M225)
                        || (profile.has(OpenDexFault.M235) && pieces >= 2 && buffer.length < 8));
        if (tired) {
            throw Refused.silently();
        }
    }

    private Optional<Came> plain(int magic) throws Refused {
        if (magic != network.magic()) {
            boolean known = OpenDexNetwork.ofMagic(magic).isPresent();
            if (profile.has(OpenDexFault.M259) && !known) {
                buffer = new byte[0];
                return Optional.empty();
            }
            if (!profile.has(OpenDexFault.M212) || !known) {
                throw Refused.wire(known ? "frame of another network" : "no network has this magic");
            }
        }
        int length = Frames.intAt(buffer, 4);
        requireLength(length, open ? MOST_PENDING : MOST_BEFORE_SESSION);
        if (length < 0 || buffer.length < Frames.PLAIN_HEADER + length) {
            return Optional.empty();
        }
        int type = Frames.intAt(buffer, 8);
        int checksum = Frames.intAt(buffer, 12);
        byte[] payload = Arrays.copyOfRange(buffer, Frames.PLAIN_HEADER, Frames.PLAIN_HEADER + length);
        drop(Frames.PLAIN_HEADER + length);
        Optional<Packet> packet = decode(type, payload, profile.has(OpenDexFault.M215));
        boolean wrong = packet.isPresent() && checksum != 0 && checksum != Frames.checksum(packet.get());
        if (wrong && !profile.has(OpenDexFault.M213)) {
            throw Refused.wire("checksum mismatch");
        }
        return packet.map(one -> new Came(one, false, payload.length));
    }

    private void requireLength(int length, int most) throws Refused {
        boolean tooLong = length < 0 || length > most;
        if (tooLong && !profile.has(OpenDexFault.M227)) {
            throw Refused.wire("frame too long");
        }
        if (buffer.length > MOST_PENDING) {
            throw Refused.wire("too many bytes");
        }
    }

    private Optional<Came> encrypted(int length, AesCbc cipher) throws Refused {
        if (length == 0 && profile.has(OpenDexFault.M254)) {
            buffer = new byte[0];
            return Optional.empty();
        }
        requireLength(length, MOST_PENDING);
        if (length < 0 || buffer.length < 4 + length) {
            return Optional.empty();
        }
        if (length < 2 * AesCbc.IV_LENGTH || length % AesCbc.BLOCK_LENGTH != 0) {
            if (profile.has(OpenDexFault.M223)) {
                throw new IllegalStateException("half a block");
            }
            if (profile.has(OpenDexFault.M287)) {
                drop(4 + length);
                return Optional.empty();
            }
            throw Refused.silently();
        }
        byte[] iv = Arrays.copyOfRange(buffer, 4, 4 + AesCbc.IV_LENGTH);
        byte[] ciphertext = Arrays.copyOfRange(buffer, 4 + AesCbc.IV_LENGTH, 4 + length);
        drop(4 + length);
        return open(cipher.decrypt(iv, ciphertext).orElse(new byte[0]));
    }

    private Optional<Came> open(byte[] inside) throws Refused {
        if (inside.length < Frames.INNER_HEADER) {
            if (profile.has(OpenDexFault.M282)) {
                return Optional.empty();
            }
            throw Refused.silently();
        }
        byte[] payload = Arrays.copyOfRange(inside, Frames.INNER_HEADER, inside.length);
        boolean wrong = Frames.intAt(inside, 0) != payload.length;
        if (wrong && profile.has(OpenDexFault.M224)) {
            throw Refused.wire("wrong length");
        }
        if (wrong && !profile.has(OpenDexFault.M255)) {
            throw Refused.silently();
        }
        return decode(Frames.intAt(inside, 4), payload, profile.has(OpenDexFault.M216))
                .map(one -> new Came(one, true, payload.length));
    }

    private Optional<Packet> decode(int type, byte[] payload, boolean ignoreUnknown) throws Refused {
        lastPayload = payload;
        try {
            return Optional.of(PacketCodec.decode(type, Bytes.of(payload)));
        } catch (MalformedException malformed) {
            WireFault fault = WireFault.of(malformed);
            if (fault == WireFault.UNKNOWN_PACKET_TYPE && ignoreUnknown) {
                return Optional.empty();
            }
            if (fault == WireFault.INVALID_PACKET && profile.has(OpenDexFault.M247)) {
                return Optional.empty();
            }
            if (profile.has(OpenDexFault.M273)) {
                throw new IllegalStateException("damaged packet");
            }
            throw fault.silent() ? Refused.silently() : Refused.wire(fault.text());
        }
    }

    /** What the original sends back with its complaint. */
    String echo() {
        return new String(lastPayload, java.nio.charset.StandardCharsets.US_ASCII);
    }

    private void drop(int count) {
        buffer = profile.has(OpenDexFault.M226) ? new byte[0] : Arrays.copyOfRange(buffer, count, buffer.length);
        pieces = buffer.length == 0 ? 0 : 1;
    }

    static long in(java.time.Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
