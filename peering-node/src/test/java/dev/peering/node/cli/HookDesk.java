package dev.peering.node.cli;

import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.target.ReferenceTarget;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Commands that change a target's list one peer at a time, for any shell: each lays its wish on a desk and ends with the code it finds there. */
final class HookDesk implements AutoCloseable {

    private static final int REFUSED = 3;

    private final Path folder;
    private final ReferenceTarget target;
    private final Thread clerk = new Thread(this::serve, "clerk");
    private final Path script;

    HookDesk(Path folder, ReferenceTarget target) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("desk"));
        this.target = target;
        this.script = Trial.script(
                folder.resolve("hook.sh"),
                "wish=" + this.folder + "/$$",
                "echo \"$*\" >$wish.part && mv $wish.part $wish.wish",
                "while [ ! -f $wish.code ]; do sleep 0.02; done",
                "code=$(cat $wish.code); rm $wish.code; exit $code");
        clerk.setDaemon(true);
        clerk.start();
    }

    String add() {
        return "sh " + script + " add {key} {addr}";
    }

    String remove() {
        return "sh " + script + " remove {key}";
    }

    private void serve() {
        try {
            while (true) {
                try (DirectoryStream<Path> wishes = Files.newDirectoryStream(folder, "*.wish")) {
                    for (Path wish : wishes) {
                        String[] words = Files.readString(wish).trim().split(" ", -1);
                        Files.delete(wish);
                        answer(wish.getFileName().toString().replace(".wish", ""), carryOut(words));
                    }
                }
                Thread.sleep(5);
            }
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private int carryOut(String[] words) {
        try {
            if (words[0].equals("add")) {
                target.add(List.of(ListedPeer.of(words[1], words[2])));
            } else {
                target.remove(List.of(words[1]));
            }
            return 0;
        } catch (ControlException refused) {
            return REFUSED;
        }
    }

    private void answer(String name, int code) throws IOException {
        Path part = Files.writeString(folder.resolve(name + ".answer"), code + "\n");
        Files.move(part, folder.resolve(name + ".code"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        clerk.interrupt();
    }
}
