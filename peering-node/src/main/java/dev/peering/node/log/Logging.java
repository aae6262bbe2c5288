package dev.peering.node.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import dev.peering.node.config.LogConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets Logback up in code: reading an XML file for the same three lines costs about 0.1 s of every start.
 *
 * <p>The log goes to standard error, so that standard output stays what a command was asked for.
 */
public final class Logging {

    private Logging() {}

    /**
     * Starts logging as configured, in place of whatever was set up before.
     *
     * @param level what is left out
     * @param format how a line looks
     */
    public static void start(LogConfig.Level level, LogConfig.Format format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        start(context, level, console(format));
    }

    static Appender<ILoggingEvent> console(LogConfig.Format format) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        console.setEncoder(format == LogConfig.Format.JSON ? new JsonLines() : new HumanLines());
        return console;
    }

    /** For tests and for the demo, which shows warnings inside its own picture. */
    static void start(LoggerContext context, LogConfig.Level level, Appender<ILoggingEvent> appender) {
        context.reset();
        appender.setContext(context);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level.name()));
        root.addAppender(appender);
        // What the edge tells about peers is told by PeerLog here, with names and values; its warnings stay.
        atMost(Level.WARN, context.getLogger("dev.peering.node"));
        // At DEBUG Netty tells its whole start with stack traces; nobody who debugs peering wants that.
        atMost(Level.INFO, context.getLogger("io.netty"));
    }

    /** Lets through what the operator asked for, but nothing below this. */
    private static void atMost(Level least, ch.qos.logback.classic.Logger logger) {
        if (!logger.getEffectiveLevel().isGreaterOrEqual(least)) {
            logger.setLevel(least);
        }
    }
}
