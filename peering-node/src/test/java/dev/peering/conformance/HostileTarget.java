package dev.peering.conformance;

import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.manual.Fields;
import dev.peering.crypto.Identity;
import dev.peering.crypto.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A target that means harm to the suite: whoever calls it, and whoever it calls, gets fuzzed bytes, in odd pieces, followed by an end of any kind. As a
 * way of control it lies. Everything follows from the seed and the order of connections. Loopback only, bounded in threads.
 */
final class HostileTarget implements Control {

    private static final int THREADS = 128;
    private static final int PATIENCE_MILLIS = 40;
    private static final int LARGEST = 200_000;

    private final Identity identity;
    private final long seed;
    private final ServerSocket listener;
    private final ThreadPoolExecutor workers;
    private final Map<String, String> listed = new ConcurrentHashMap<>();
    private final AtomicLong answers;
    private final AtomicLong connections = new AtomicLong();
    private volatile boolean stopped;

    HostileTarget(long seed, AtomicLong answers) throws IOException {
        this.seed = seed;
        this.answers = answers;
        this.identity = Identity.fromSeed(Sha256.of(("hostile " + seed).getBytes(StandardCharsets.UTF_8)));
        this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        this.workers = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(4_096), work -> {
                    Thread thread = new Thread(null, work, "hostile", 128 * 1024);
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        workers.execute(this::accept);
        workers.execute(this::dial);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    Identity identity() {
        return identity;
    }

    private void accept() {
        while (!stopped) {
            try {
                Socket socket = listener.accept();
                hand(workers, () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void hand(ExecutorService workers, Runnable work) {
        try {
            workers.execute(work);
        } catch (java.util.concurrent.RejectedExecutionException full) {
            // A connection that nobody serves is hostile too; it ends with the listener.
        }
    }

    /** All listed peers on both sides, again and again. */
    private void dial() {
        try {
            while (!stopped) {
                for (String address : listed.values()) {
                    hand(workers, () -> call(address));
                }
                Thread.sleep(60);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(String address) {
        int colon = address.lastIndexOf(':');
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    200);
            speak(socket, new Random(seed * 31 + connections.incrementAndGet()), request());
        } catch (IOException gone) {
            shut(socket);
        }
    }

    private void serve(Socket socket) {
        Random random = new Random(seed * 31 + connections.incrementAndGet());
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] heard = new byte[1024];
            int count = 0;
            try {
                count = Math.max(0, socket.getInputStream().read(heard));
            } catch (SocketTimeoutException silence) {
                // Answered all the same.
            }
            speak(socket, random, response(Arrays.copyOf(heard, count)));
        } catch (IOException gone) {
            shut(socket);
        }
    }

    private byte[] request() {
        byte[] data = new Fields()
                .bytes(2, "127.0.0.1:1".getBytes(StandardCharsets.US_ASCII))
                .varint(3, System.currentTimeMillis() / 1000)
                .toByteArray();
        return signed(data);
    }

    private byte[] response(byte[] request) {
        byte[] data = Fields.bytesIn(request, 2).orElse(request);
        return signed(new Fields().bytes(1, Sha256.of(data)).toByteArray());
    }

    private byte[] signed(byte[] data) {
        return new Fields()
                .bytes(2, data)
                .bytes(3, identity.key().toByteArray())
                .bytes(4, identity.sign(data))
                .toByteArray();
    }

    private void speak(Socket socket, Random random, byte[] good) throws IOException {
        byte[] bytes = twisted(random, good);
        int pieces = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
        int from = 0;
        for (int i = 1; i <= pieces; i++) {
            int to = bytes.length * i / pieces;
            socket.getOutputStream().write(bytes, from, to - from);
            from = to;
        }
        if (bytes.length > 0) {
            answers.incrementAndGet();
        }
        switch (random.nextInt(4)) {
            case 0 -> socket.setSoLinger(true, 0);
            case 1 -> pause(random.nextInt(PATIENCE_MILLIS));
            default -> {}
        }
        shut(socket);
    }

    private static byte[] twisted(Random random, byte[] good) {
        return switch (random.nextInt(12)) {
            case 0 -> noise(random, 1 + random.nextInt(300));
            case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 2, 3, 4 -> flipped(random, good);
            case 5 ->
                new Fields()
                        .raw(good)
                        .raw(noise(random, 1 + random.nextInt(40)))
                        .toByteArray();
            case 6 -> new byte[] {0x12, -1, -1, -1, -1, 0x7f, 1, 2, 3};
            case 7 ->
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n\u001b[2J".getBytes(StandardCharsets.US_ASCII);
            case 8 -> random.nextInt(50) == 0 ? noise(random, LARGEST) : new byte[0];
            case 9 -> new Fields().raw(good).raw(good).toByteArray();
            case 10 -> new byte[] {0x0b, 0x0b, 0x0c, 0x0c, 0x07, 0x06, 0x00};
            default -> good;
        };
    }

    private static byte[] flipped(Random random, byte[] good) {
        byte[] bad = good.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bad;
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // The suite left first.
        }
    }

    // ---- the way of control that lies ----

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public void add(List<ListedPeer> peers) {
        peers.forEach(peer -> listed.put(peer.publicKey(), peer.addresses().get(0)));
    }

    @Override
    public void remove(List<String> publicKeys) {
        publicKeys.forEach(listed::remove);
    }

    @Override
    public List<ListedPeer> list(boolean onlyConnected) {
        return List.of(new ListedPeer("\u001b[31m<b>", List.of(":::"), "sideways", onlyConnected ? "" : "connected"));
    }

    @Override
    public boolean canStop() {
        return true;
    }

    @Override
    public int stop(Duration limit) {
        return -1;
    }

    @Override
    public void start() {}

    @Override
    public void restart() {}

    @Override
    public void config(Map<String, String> values) {}

    @Override
    public Map<String, Long> usage() {
        return Map.of("bytes", Long.MIN_VALUE, "threads", Long.MAX_VALUE);
    }

    @Override
    public void close() {
        stopped = true;
        shutListener();
        workers.shutdownNow();
    }

    private void shutListener() {
        try {
            listener.close();
        } catch (IOException gone) {
            // It is closed then.
        }
    }
}
