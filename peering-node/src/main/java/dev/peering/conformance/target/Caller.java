package dev.peering.conformance.target;

import dev.peering.conformance.manual.Fields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Dials one known peer, again and again, until it is removed. */
final class Caller implements Runnable {

    private static final int CONNECT_MILLIS = 1000;
    private static final double JITTER = 0.2;
    private static final int FIRST_SPREAD_MILLIS = 100;

    private final TargetNode node;
    private final Profile profile;
    private final Entry entry;
    private Optional<byte[]> frozenRequest = Optional.empty();
    private int attempts;
    private boolean lostByReset;
    private boolean hadSession;

    Caller(TargetNode node, Entry entry) {
        this.node = node;
        this.profile = node.profile();
        this.entry = entry;
    }

    @Override
    public void run() {
        try {
            entry.sleepUntil(
                    profile.has(Fault.M108)
                            ? System.nanoTime()
                            : Pipe.in(Duration.ofMillis(
                                    ThreadLocalRandom.current().nextInt(FIRST_SPREAD_MILLIS))));
            while (goesOn()) {
                boolean success = attempt();
                if (!success && profile.has(Fault.M134)) {
                    entry.sleepUntil(Pipe.in(Duration.ofMillis(500)));
                    if (goesOn()) {
                        attempt();
                    }
                }
                entry.sleepUntil(nextDial());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn() {
        boolean stopped = node.stopped() || (entry.removed() && !profile.has(Fault.M118));
        boolean tired = profile.has(Fault.M24) && attempts >= 3;
        boolean lost = hadSession && (lostByReset ? profile.has(Fault.M106) : profile.has(Fault.M105));
        return !stopped && !tired && !lost;
    }

    private long nextDial() {
        if (profile.has(Fault.M23)) {
            return System.nanoTime() + profile.interval().toNanos() / 20;
        }
        if (profile.has(Fault.M108)) {
            return entry.nextTick(profile.interval());
        }
        double share = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
        return System.nanoTime() + (long) (profile.interval().toNanos() * share);
    }

    /** One round over all addresses; true when there was a session. */
    private boolean attempt() throws InterruptedException {
        attempts++;
        List<String> addresses = entry.addresses();
        for (String address : profile.has(Fault.M111) ? addresses.subList(0, 1) : addresses) {
            if (profile.has(Fault.M107)) {
                node.oneDialAtATime().acquire();
                try {
                    return dial(address);
                } finally {
                    node.oneDialAtATime().release();
                }
            }
            if (goesOn() && dial(address)) {
                return true;
            }
        }
        return false;
    }

    private boolean dial(String address) {
        int colon = address.lastIndexOf(':');
        Socket socket = node.track(new Socket());
        boolean keep = false;
        entry.arrives(socket);
        try {
            InetAddress host = node.lookUp(address.substring(0, colon), entry);
            socket.connect(new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), CONNECT_MILLIS);
            Pipe pipe = new Pipe(socket);
            boolean ok = handshake(pipe, target(socket));
            if (ok) {
                attempts = 0;
                session(pipe);
                return true;
            }
            keep = profile.has(Fault.M36);
            return false;
        } catch (IOException failed) {
            return false;
        } finally {
            entry.arrived(socket);
            if (!keep) {
                TargetNode.close(socket);
                node.untrack(socket);
            }
        }
    }

    private String target(Socket socket) {
        if (profile.has(Fault.M96)) {
            return node.address();
        }
        String host = socket.getInetAddress().getHostAddress();
        boolean six = host.contains(":");
        String shown = host.equals("0:0:0:0:0:0:0:1") ? "::1" : host;
        return (six && !profile.has(Fault.M109) ? "[" + shown + "]" : shown) + ":" + socket.getPort();
    }

    private boolean handshake(Pipe pipe, String to) {
        byte[] data = requestData(to);
        byte[] packet = frozen(new Fields()
                .bytes(2, data)
                .bytes(3, node.key())
                .bytes(4, node.sign(profile.has(Fault.M94) ? new byte[0] : data))
                .toByteArray());
        if (!pipe.write(packet)) {
            return false;
        }
        if (profile.has(Fault.M98)) {
            pipe.write(new byte[] {0, 0, 0, 1, 20});
        }
        Optional<Scan> answer = answer(pipe);
        return answer.isPresent() && fits(answer.get(), data, packet);
    }

    private byte[] requestData(String to) {
        Fields fields = profile.has(Fault.M95) ? new Fields().varint(1, 1) : new Fields();
        long now = System.currentTimeMillis();
        return fields.bytes(2, to.getBytes(StandardCharsets.UTF_8))
                .varint(3, profile.has(Fault.M10) ? now : now / 1000)
                .toByteArray();
    }

    private byte[] frozen(byte[] packet) {
        if (profile.has(Fault.M97)) {
            frozenRequest = Optional.of(frozenRequest.orElse(packet));
            return frozenRequest.get();
        }
        return packet;
    }

    private Optional<Scan> answer(Pipe pipe) {
        long deadline = Pipe.in(profile.patience());
        boolean second = false;
        while (true) {
            if (profile.has(Fault.M99)) {
                deadline = Pipe.NEVER;
            }
            if (profile.has(Fault.M113)) {
                deadline = Pipe.in(profile.patience());
            }
            if (profile.has(Fault.M112) && !second) {
                second = true;
                if (!pipe.more(Pipe.in(Duration.ofMillis(60))) && !pipe.ended()) {
                    node.alsoDial(entry);
                    continue;
                }
            } else if (!pipe.more(deadline)) {
                return Optional.empty();
            }
            Scan scan = Scan.of(pipe.buffered(), profile);
            if (scan.state() == Scan.State.WHOLE) {
                pipe.drop(scan.length());
                return Optional.of(scan);
            }
            if (pipe.ended() || scan.state() == Scan.State.BAD || profile.has(Fault.M100)) {
                return Optional.empty();
            }
        }
    }

    private boolean fits(Scan answer, byte[] requestData, byte[] requestPacket) {
        byte[] data = answer.datas().get(answer.datas().size() - 1);
        byte[] key = answer.key().orElseThrow();
        boolean signed = profile.has(Fault.M103)
                || node.judge().signedBy(key, data, answer.signature().orElse(new byte[0]));
        boolean right = Arrays.equals(key, entry.key())
                || profile.has(Fault.M18)
                || (profile.has(Fault.M40) && node.book().find(key).isPresent());
        byte[] hash = Fields.bytesIn(data, 1).orElse(new byte[0]);
        boolean lengthFits = hash.length == 32 || profile.has(Fault.M102);
        return signed
                && right
                && Fields.wellFormed(data)
                && lengthFits
                && node.judge().hashFits(hash, requestData, requestPacket);
    }

    private void session(Pipe pipe) {
        Optional<List<Socket>> begun = node.book().begin(entry, pipe.socket());
        if (begun.isEmpty()) {
            return;
        }
        begun.get().forEach(TargetNode::close);
        hadSession = true;
        new Talk(pipe, profile).run();
        lostByReset = pipe.wasReset();
        entry.end(pipe.socket());
    }
}
