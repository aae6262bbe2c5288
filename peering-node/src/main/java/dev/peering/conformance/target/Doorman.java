package dev.peering.conformance.target;

import dev.peering.conformance.manual.Fields;
import dev.peering.crypto.Sha256;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One incoming connection: reads the request, judges it, answers or closes. */
final class Doorman {

    private final TargetNode node;
    private final Profile profile;
    private final Judge judge;
    private final Pipe pipe;

    Doorman(TargetNode node, Socket socket) throws IOException {
        this.node = node;
        this.profile = node.profile();
        this.judge = node.judge();
        this.pipe = new Pipe(socket);
    }

    /** The part that GoShimmer does inside its accept loop. Returns what to do next, or nothing when the connection was refused. */
    Optional<Entry> admit() {
        if (profile.has(Fault.M61)) {
            pipe.write(new byte[] {0});
        }
        Optional<Scan> scan = read();
        Optional<Entry> entry = scan.flatMap(this::judge);
        if (entry.isEmpty()) {
            rude(scan);
            pipe.close();
        }
        return entry;
    }

    private void rude(Optional<Scan> scan) {
        String seen = new String(pipe.buffered(), StandardCharsets.ISO_8859_1);
        if (profile.has(Fault.M130) && scan.isEmpty() && !seen.isEmpty()) {
            pipe.write("bad packet".getBytes(StandardCharsets.US_ASCII));
        }
        if (profile.has(Fault.M131) && seen.startsWith("GET ")) {
            pipe.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Optional<Scan> read() {
        long deadline = profile.has(Fault.M34) ? Pipe.NEVER : Pipe.in(profile.handshakeLimit());
        while (true) {
            if (profile.has(Fault.M72)) {
                deadline = Pipe.in(profile.handshakeLimit());
            }
            boolean more = pipe.more(deadline);
            Scan scan = Scan.of(pipe.buffered(), profile);
            if (scan.state() == Scan.State.WHOLE) {
                return Optional.of(scan);
            }
            if (scan.state() == Scan.State.BAD && scan.claimed() > 100_000 && profile.has(Fault.M43)) {
                // Believes that so many bytes will come, and waits for them.
                node.leak(pipe.socket());
                return waitForEver();
            }
            if (scan.state() == Scan.State.BAD && profile.has(Fault.M42)) {
                node.crash();
            }
            if (!more || scan.state() == Scan.State.BAD || profile.has(Fault.M37)) {
                return Optional.empty();
            }
        }
    }

    private Optional<Scan> waitForEver() {
        while (pipe.more(Pipe.NEVER)) {
            pipe.drop(pipe.buffered().length);
        }
        return Optional.empty();
    }

    // ---- judging ----

    private Optional<Entry> judge(Scan scan) {
        byte[] packet = Arrays.copyOf(pipe.buffered(), scan.length());
        pipe.drop(scan.length());
        byte[] signed =
                scan.datas().get(profile.has(Fault.M82) ? 0 : scan.datas().size() - 1);
        byte[] used = scan.datas().get(scan.datas().size() - 1);
        byte[] key = scan.key().orElseThrow();
        byte[] signature = scan.signature().orElse(new byte[0]);
        boolean form = Fields.wellFormed(used) && utf8(used) && !(profile.has(Fault.M81) && !scan.ascending());
        if (!form || !judge.version(used) || !judge.timely(used) || !judge.forUs(used, node.address())) {
            return Optional.empty();
        }
        Optional<Entry> listed = node.book().find(key);
        if (!believable(listed, key, signed, signature)) {
            listed.ifPresent(Entry::badSignature);
            return Optional.empty();
        }
        if (profile.has(Fault.M05)) {
            respond(used, packet, key);
        }
        String hash = HexFormat.of().formatHex(Sha256.of(used));
        Optional<Entry> entry = listed.isPresent() ? listed : node.book().adopt(key);
        if (entry.isEmpty() && profile.has(Fault.M73)) {
            node.refusedBefore().add(hash);
        }
        if (entry.isEmpty()
                || refuses(entry.get(), hash, Fields.varintIn(used, 3).orElse(0))) {
            return Optional.empty();
        }
        welcome(entry.get(), used, packet, key, hash);
        return entry;
    }

    private static boolean utf8(byte[] data) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(Fields.bytesIn(data, 2).orElse(new byte[0])));
            return true;
        } catch (java.nio.charset.CharacterCodingException notText) {
            return false;
        }
    }

    private boolean believable(Optional<Entry> listed, byte[] key, byte[] data, byte[] signature) {
        if (profile.has(Fault.M01) || (profile.has(Fault.M70) && signature.length == 0)) {
            return true;
        }
        if (profile.has(Fault.M71) && listed.filter(Entry::banned).isPresent()) {
            return false;
        }
        if (profile.has(Fault.M03)) {
            return node.book().all().stream().anyMatch(entry -> judge.signedBy(entry.key(), data, signature));
        }
        return judge.signedBy(key, data, signature);
    }

    private boolean refuses(Entry entry, String hash, long stamp) {
        if (entry.outbound() && !profile.has(Fault.M29)) {
            return true;
        }
        if (!profile.has(Fault.M13) && entry.replayed(hash, stamp)) {
            return true;
        }
        if (profile.has(Fault.M73) && node.refusedBefore().contains(hash)) {
            return true;
        }
        if (profile.has(Fault.M141) && node.answeredBefore().contains(hash)) {
            return true;
        }
        if (System.nanoTime() < entry.awaitedFromNanos()) {
            return true;
        }
        return node.book().believedThere(entry) || (profile.has(Fault.M31) && entry.connected());
    }

    // ---- answering ----

    private void welcome(Entry entry, byte[] data, byte[] packet, byte[] key, String hash) {
        entry.arrives(pipe.socket());
        if (profile.has(Fault.M141)) {
            node.answeredBefore().add(hash);
        }
        entry.remember(hash, Fields.varintIn(data, 3).orElse(0), profile.has(Fault.M14));
        if (!profile.has(Fault.M05)) {
            respond(data, packet, key);
        }
        if (profile.has(Fault.M62)) {
            pipe.write(new byte[] {0, 0, 0, 1, 20});
        }
    }

    private void respond(byte[] data, byte[] packet, byte[] theirKey) {
        byte[] answer = new Fields().bytes(1, judge.hashToAnswer(data, packet)).toByteArray();
        byte[] signature = node.sign(profile.has(Fault.M64) ? data : answer);
        Fields envelope = profile.has(Fault.M63) ? new Fields().varint(1, 1) : new Fields();
        pipe.write(envelope.bytes(2, answer)
                .bytes(3, profile.has(Fault.M65) ? theirKey : node.key())
                .bytes(4, signature)
                .toByteArray());
    }

    /** The session until its end. */
    void talk(Entry entry) {
        Optional<List<Socket>> begun = node.book().begin(entry, pipe.socket());
        if (begun.isEmpty()) {
            pipe.close();
            return;
        }
        for (Socket before : begun.get()) {
            if (!profile.has(Fault.M30)) {
                TargetNode.close(before);
            }
        }
        new Talk(pipe, profile).run();
        entry.end(pipe.socket());
        if (profile.has(Fault.M92)) {
            entry.forget();
        }
        if (profile.has(Fault.M93) && pipe.wasReset()) {
            entry.awaitFrom(Pipe.in(Duration.ofSeconds(60)));
        }
        if (profile.has(Fault.M133)) {
            entry.awaitFrom(entry.nextTick(profile.interval()));
        }
        pipe.close();
    }
}
