package dev.peering.node.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.peering.node.config.LogConfig;

/**
 * What Logback does when nobody configured it: warnings only, instead of everything at DEBUG with Netty's stack traces. Ranked below Logback's own
 * search for a file, so that a program around us keeps its own configuration.
 */
@ConfiguratorRank(ConfiguratorRank.FALLBACK + 1)
public final class QuietByDefault extends ContextAwareBase implements Configurator {

    /** For Logback's service loader. */
    public QuietByDefault() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.start(context, LogConfig.Level.WARN, Logging.console(LogConfig.Format.HUMAN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
