package dev.peering.node.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/**
 * Redraws a picture in place ten times a second, on the terminal's second screen, so that what stood there before comes back at the end, also after
 * Ctrl-C.
 */
final class LiveScreen implements AutoCloseable {

    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final long FRAME_MILLIS = 100;
    private static final long LONGEST_FRAME_MILLIS = 2_000;

    private final PrintStream out;
    private final boolean color;
    private final boolean unicode;
    private final Function<Paint, List<String>> picture;
    private final Window window = new Window();
    private final Thread artist = new Thread(this::drawOn, "demo-screen");
    private final Thread restorer = new Thread(this::leave, "demo-restore");
    private boolean entered;
    private volatile boolean closed;

    LiveScreen(PrintStream out, boolean color, boolean unicode, Function<Paint, List<String>> picture) {
        this.out = out;
        this.color = color;
        this.unicode = unicode;
        this.picture = picture;
    }

    void open() {
        Runtime.getRuntime().addShutdownHook(restorer);
        write(ENTER);
        entered = true;
        artist.setDaemon(true);
        artist.start();
    }

    private void drawOn() {
        try {
            while (!closed) {
                draw();
                Thread.sleep(FRAME_MILLIS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        int[] size = window.size();
        StringBuilder frame = new StringBuilder(HOME);
        List<String> lines = picture.apply(new Paint(size[0], size[1], color, unicode));
        int shown = Math.min(lines.size(), size[1]);
        for (int i = 0; i < shown; i++) {
            // No line feed behind the last line of the window: it would scroll.
            frame.append(lines.get(i)).append(REST_OF_LINE).append(i + 1 < shown ? "\r\n" : "");
        }
        write(frame.append(REST_OF_SCREEN).toString());
    }

    private synchronized void write(String text) {
        out.print(text);
        out.flush();
    }

    private synchronized void leave() {
        if (entered) {
            entered = false;
            write(LEAVE);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            // A frame that is being drawn would land on the first screen.
            artist.join(LONGEST_FRAME_MILLIS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        leave();
    }
}
