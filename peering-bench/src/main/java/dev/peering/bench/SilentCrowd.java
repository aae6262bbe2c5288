package dev.peering.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Connections that say nothing and wait to be closed. They come from several loopback addresses, so that no single origin is
 * refused for being too many.
 */
final class SilentCrowd implements AutoCloseable {

    /** Of one origin; a node lets 1,024 in. */
    private static final int PER_ORIGIN = 640;

    private final Selector selector;
    private final ByteBuffer unexpected = ByteBuffer.allocate(64);
    private final List<Duration> lives = new ArrayList<>();
    private int open;
    private int spokenTo;

    SilentCrowd() throws IOException {
        selector = Selector.open();
    }

    /** Opens so many connections, one by one. */
    void open(int count, InetSocketAddress to) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            byte[] origin = {127, 0, 0, (byte) (2 + i / PER_ORIGIN)};
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(origin), 0));
            channel.connect(to);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, System.nanoTime());
            open++;
        }
    }

    /** Waits until the other end has closed all of them, or until the patience ends. */
    void awaitClosed(Duration patience) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (open > 0 && System.nanoTime() < until) {
            selector.select(10);
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                ready.remove();
                read(key, (SocketChannel) key.channel());
            }
        }
    }

    /** How many are still open. */
    int open() {
        return open;
    }

    /** How many were sent something, which must not be. */
    int spokenTo() {
        return spokenTo;
    }

    /** How long each of those lived that were closed, from connected to closed, shortest first. */
    List<Duration> lives() {
        return lives.stream().sorted().toList();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void read(SelectionKey key, SocketChannel channel) throws IOException {
        if (isOpen(channel)) {
            spokenTo++;
            return;
        }
        lives.add(Duration.ofNanos(System.nanoTime() - (long) key.attachment()));
        channel.close();
        open--;
    }

    private boolean isOpen(SocketChannel channel) {
        try {
            return channel.read(unexpected.clear()) >= 0;
        } catch (IOException reset) {
            return false;
        }
    }
}
