package dev.peering.conformance.cli;

import dev.peering.conformance.Console;
import java.io.PrintWriter;

/**
 * An operator who reads along, or wants the result only.
 *
 * @param out where they read
 * @param quiet progress is left out
 */
record Terminal(PrintWriter out, boolean quiet) implements Console {

    @Override
    public void say(String text) {
        out.println(text);
    }
}
