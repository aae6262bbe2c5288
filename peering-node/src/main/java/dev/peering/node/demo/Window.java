package dev.peering.node.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How big the terminal window is. Java cannot ask; {@code stty} can. Asked again every second, since people resize windows. */
final class Window {

    private static final File TERMINAL = new File("/dev/tty");
    private static final long ASK_AGAIN_NANOS = 1_000_000_000L;
    private static final int MOST_COLUMNS = 400;
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})");

    private int columns = 80;
    private int lines = 24;
    private long asked;

    /** Columns and lines now. */
    int[] size() {
        if (asked == 0 || System.nanoTime() - asked > ASK_AGAIN_NANOS) {
            ask();
            asked = System.nanoTime();
        }
        return new int[] {columns, lines};
    }

    private void ask() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size").redirectInput(TERMINAL).start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            Matcher size = SIZE.matcher(answer);
            if (stty.waitFor(1, TimeUnit.SECONDS) && size.matches()) {
                lines = Integer.parseInt(size.group(1));
                columns = Math.min(MOST_COLUMNS, Integer.parseInt(size.group(2)));
            }
        } catch (IOException noSuchProgram) {
            // The usual size has to do.
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
