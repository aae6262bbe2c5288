package dev.peering.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Warnings and worse: thousands of nodes in one process would log what one node logs, each of them. */
final class Quiet {

    private Quiet() {}

    static void logs() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
