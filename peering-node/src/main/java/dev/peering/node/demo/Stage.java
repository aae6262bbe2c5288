package dev.peering.node.demo;

import dev.peering.core.PeerId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What the audience can see besides the nodes: the scene's name, the news, and who holds the message. Safe for several threads. */
final class Stage {

    /** Ours: older news scrolls away. */
    private static final int MOST_NEWS = 200;

    /**
     * One piece of news.
     *
     * @param at time since the start
     * @param text a sentence
     */
    record News(Duration at, String text) {}

    private final long startNanos = System.nanoTime();
    private final Map<PeerId, String> names = new ConcurrentHashMap<>();
    private final Deque<News> news = new ArrayDeque<>();
    private final Consumer<News> reader;
    private String scene = "";
    private String holder = "";
    private boolean closed;

    /** The reader hears each piece of news as it comes, on whichever thread. */
    Stage(Consumer<News> reader) {
        this.reader = reader;
    }

    /** From now on the audience reads this name in place of a key. */
    void introduce(PeerId id, String name) {
        names.put(id, name);
    }

    /** What to call a peer. */
    String name(PeerId id) {
        return names.getOrDefault(id, id.toString());
    }

    Duration time() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** What happens behind the closed curtain is nobody's business. */
    synchronized void close() {
        closed = true;
    }

    void tell(String text) {
        News one = new News(time(), text);
        synchronized (this) {
            if (closed) {
                return;
            }
            news.addLast(one);
            if (news.size() > MOST_NEWS) {
                news.removeFirst();
            }
            reader.accept(one);
        }
    }

    synchronized void scene(String title) {
        scene = title;
    }

    synchronized String scene() {
        return scene;
    }

    /** Who holds the message now; empty for nobody. */
    synchronized void holds(String actor) {
        holder = actor;
    }

    synchronized String holder() {
        return holder;
    }

    synchronized List<News> news() {
        return new ArrayList<>(news);
    }
}
