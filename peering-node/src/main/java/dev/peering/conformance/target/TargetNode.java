package dev.peering.conformance.target;

import dev.peering.conformance.net.Port;
import dev.peering.crypto.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A running reference target: a listener, a list, a thread per connection. Made anew at every start. */
final class TargetNode {

    private static final int BACKLOG = 2048;
    private static final long SMALL_STACK = 128 * 1024;

    private final Profile profile;
    private final Judge judge;
    private final Identity identity;
    private final byte[] seed;
    private final Map<String, String> hosts;
    private final Book book = new Book(this);
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<String> refusedBefore = ConcurrentHashMap.newKeySet();
    private final Set<String> answeredBefore = ConcurrentHashMap.newKeySet();
    private final Map<String, InetAddress> lookedUp = new ConcurrentHashMap<>();
    private final Semaphore oneDialAtATime = new Semaphore(1);
    private final AtomicInteger threads = new AtomicInteger();
    private volatile boolean stopped;

    TargetNode(Profile profile, byte[] seed, Port port, Map<String, String> hosts) throws IOException {
        this.profile = profile;
        this.judge = new Judge(profile);
        this.seed = seed.clone();
        this.identity = Identity.fromSeed(seed);
        this.hosts = hosts;
        this.listener = port.listen(BACKLOG);
        start(this::accept);
    }

    Profile profile() {
        return profile;
    }

    Judge judge() {
        return judge;
    }

    Book book() {
        return book;
    }

    byte[] key() {
        return identity.key().toByteArray();
    }

    String keyText() {
        return identity.key().toString();
    }

    byte[] sign(byte[] data) {
        return judge.sign(identity, seed, data);
    }

    InetSocketAddress listening() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    String address() {
        return listening().getAddress().getHostAddress() + ":" + listening().getPort();
    }

    Set<String> refusedBefore() {
        return refusedBefore;
    }

    Set<String> answeredBefore() {
        return answeredBefore;
    }

    Semaphore oneDialAtATime() {
        return oneDialAtATime;
    }

    boolean stopped() {
        return stopped;
    }

    // ---- accepting ----

    private void accept() {
        while (!stopped) {
            try {
                Socket socket = track(listener.accept());
                if (profile.has(Fault.M32)) {
                    serveAtOnce(socket);
                } else {
                    start(() -> serve(socket));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** The request is read before the next connection is taken; the session then has a thread. */
    private void serveAtOnce(Socket socket) throws IOException {
        Doorman doorman = new Doorman(this, socket);
        Optional<Entry> entry = doorman.admit();
        if (entry.isPresent()) {
            start(() -> {
                doorman.talk(entry.get());
                untrack(socket);
            });
        } else {
            untrack(socket);
        }
    }

    private void serve(Socket socket) {
        try {
            Doorman doorman = new Doorman(this, socket);
            doorman.admit().ifPresent(doorman::talk);
        } catch (IOException gone) {
            close(socket);
        } finally {
            untrack(socket);
        }
    }

    // ---- dialing ----

    void dial(Entry entry) {
        start(new Caller(this, entry));
        if (profile.has(Fault.M125)) {
            start(() -> {
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    void alsoDial(Entry entry) {
        start(() -> {
            String address = entry.addresses().get(0);
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                        1000);
                Thread.sleep(3000);
            } catch (IOException gone) {
                // The second dial was the fault; how it ends does not matter.
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    InetAddress lookUp(String name, Entry entry) throws UnknownHostException {
        String bare = name.replace("[", "").replace("]", "");
        if (profile.has(Fault.M110)) {
            InetAddress before = lookedUp.get(entry.text() + bare);
            if (before != null) {
                return before;
            }
        }
        InetAddress address = InetAddress.getByName(hosts.getOrDefault(bare, bare));
        lookedUp.put(entry.text() + bare, address);
        return address;
    }

    // ---- threads and sockets ----

    private void start(Runnable work) {
        Runnable counted = () -> {
            threads.incrementAndGet();
            try {
                work.run();
            } finally {
                threads.decrementAndGet();
            }
        };
        Thread thread = new Thread(null, counted, "target", SMALL_STACK);
        thread.setDaemon(true);
        thread.start();
    }

    Socket track(Socket socket) {
        sockets.add(socket);
        if (stopped) {
            close(socket);
        }
        return socket;
    }

    void untrack(Socket socket) {
        sockets.remove(socket);
    }

    /** A socket nobody will close. */
    void leak(Socket socket) {
        sockets.add(socket);
    }

    Map<String, Long> usage() {
        return Map.of(
                "threads", (long) threads.get(), "sockets", (long) sockets.size(), "bytes", book.rememberedBytes());
    }

    /** The listener ends; what is open stays open. */
    void crash() {
        try {
            listener.close();
        } catch (IOException gone) {
            // It is closed, whatever it says.
        }
    }

    /** Ends everything. */
    void stop() {
        stopped = true;
        crash();
        book.all().forEach(Entry::remove);
        if (!profile.has(Fault.M123)) {
            sockets.forEach(TargetNode::close);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // Nothing is left to close.
        }
    }

    static void sayGoodbye(Socket socket) {
        try {
            socket.getOutputStream().write("bye".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            // It left first.
        }
    }
}
