package dev.peering.conformance.control;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Changes the list by commands of the operator's, run once for each peer: one that adds, with {@code {key}} and {@code {addr}} filled in, and perhaps one
 * that removes, with {@code {key}}.
 *
 * <p>A command ends with 0 when it did it, with {@value ExitCodes#UNSUPPORTED} or {@value ExitCodes#NOT_FOUND} when it cannot do such a thing, and with
 * anything else when the target refused; but as long as none has added anybody, the command itself is to blame. It must end within
 * {@value #LIMIT_SECONDS} s.
 */
public final class HookControl implements Control {

    private static final long LIMIT_SECONDS = 15;

    private final String addCommand;
    private final Optional<String> removeCommand;
    private volatile boolean everAdded;

    /**
     * With command lines, which are split at blanks; no shell sees them.
     *
     * @param addCommand adds one peer
     * @param removeCommand removes one peer, if there is such a command
     */
    public HookControl(String addCommand, Optional<String> removeCommand) {
        this.addCommand = addCommand;
        this.removeCommand = removeCommand;
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public boolean canRemove() {
        return removeCommand.isPresent();
    }

    @Override
    public boolean oneByOne() {
        return true;
    }

    /** A command that ends with 0 may have done nothing. */
    @Override
    public boolean confirmsAdds() {
        return false;
    }

    @Override
    public void add(List<ListedPeer> peers) throws ControlException {
        for (ListedPeer peer : peers) {
            if (peer.addresses().size() > 1) {
                throw ControlException.unsupported("a hook is given one address per peer");
            }
            run(words(addCommand, peer.publicKey(), peer.addresses().get(0)), everAdded);
            everAdded = true;
        }
    }

    @Override
    public void remove(List<String> publicKeys) throws ControlException {
        if (removeCommand.isEmpty()) {
            Control.super.remove(publicKeys);
            return;
        }
        for (String key : publicKeys) {
            run(words(removeCommand.get(), key, ""), true);
        }
    }

    private static List<String> words(String command, String key, String address) {
        return Arrays.stream(command.trim().split("\\s+", -1))
                .map(word -> word.replace("{key}", key).replace("{addr}", address))
                .toList();
    }

    private static void run(List<String> words, boolean proven) throws ControlException {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                ProcessTree.kill(process);
                throw ControlException.unanswered(
                        "the hook did not end within " + LIMIT_SECONDS + " s: " + String.join(" ", words));
            }
            judge(process.exitValue(), words, proven);
        } catch (IOException e) {
            throw broken("the hook cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ControlException.unanswered("interrupted while the hook ran");
        }
    }

    private static void judge(int code, List<String> words, boolean proven) throws ControlException {
        if (code == 0) {
            return;
        }
        String what = "the hook ended with " + code + ": " + String.join(" ", words);
        if (ExitCodes.cannot(code)) {
            throw ControlException.unsupported(what);
        }
        if (proven) {
            throw new ControlException(ControlException.Kind.REFUSED, what);
        }
        throw broken(what + "; run it by hand to see what it says");
    }

    private static ControlException broken(String why) {
        return new ControlException(ControlException.Kind.BROKEN, why);
    }

    @Override
    public String toString() {
        return "hook";
    }
}
