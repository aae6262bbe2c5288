package dev.peering.node.config;

import java.time.Duration;

/**
 * How and how much is logged.
 *
 * @param level what is left out
 * @param format how a line looks
 * @param statusInterval how often a table of all peers is logged; zero for never
 */
public record LogConfig(Level level, Format format, Duration statusInterval) {

    /** How much. */
    public enum Level {
        /** Faults of this node. */
        ERROR,
        /** And what the operator should look at. */
        WARN,
        /** And every peer that comes and goes. */
        INFO,
        /** And what helps to find a fault. */
        DEBUG
    }

    /** How. */
    public enum Format {
        /** One line for people. */
        HUMAN,
        /** One JSON object per line. */
        JSON
    }
}
