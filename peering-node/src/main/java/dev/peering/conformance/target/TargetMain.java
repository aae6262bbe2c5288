package dev.peering.conformance.target;

import dev.peering.conformance.control.AdapterServer;
import dev.peering.conformance.control.Control;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The reference target as a program: adapter and target in one. */
public final class TargetMain {

    private TargetMain() {}

    /**
     * Answers adapter commands until the input ends.
     *
     * @param target is handled
     * @param in commands, one JSON object per line
     * @param out answers, one JSON object per line
     * @return how many there were
     * @throws IOException input or output broke
     */
    public static int serve(Control target, InputStream in, OutputStream out) throws IOException {
        return new AdapterServer(target).serve(in, out);
    }
}
