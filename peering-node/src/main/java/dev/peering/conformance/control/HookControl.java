package dev.peering.conformance.control;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Adds peers by running a command of the operator's once per peer, with {@code {key}} and {@code {addr}} filled in. */
public final class HookControl implements Control {

    private static final long LIMIT_SECONDS = 15;

    private final String command;

    /**
     * With a command line.
     *
     * @param command split at spaces, no shell
     */
    public HookControl(String command) {
        this.command = command;
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public void add(List<ListedPeer> peers) throws ControlException {
        for (ListedPeer peer : peers) {
            run(Arrays.stream(command.trim().split("\\s+", -1))
                    .map(word -> word.replace("{key}", peer.publicKey())
                            .replace("{addr}", peer.addresses().get(0)))
                    .toList());
        }
    }

    private static void run(List<String> words) throws ControlException {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw broken("the hook did not end within " + LIMIT_SECONDS + " s: " + String.join(" ", words));
            }
            if (process.exitValue() != 0) {
                throw broken("the hook ended with " + process.exitValue() + ": " + String.join(" ", words)
                        + "; run it by hand to see what it says");
            }
        } catch (IOException e) {
            throw broken("the hook cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken("interrupted while the hook ran");
        }
    }

    private static ControlException broken(String why) {
        return new ControlException(ControlException.Kind.BROKEN, why);
    }

    @Override
    public String toString() {
        return "hook";
    }
}
