package dev.peering.node.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One line for people: local time, level, the sentence, then what a sentence has no room for as {@code name=value}. The event's code name is left
 * out, since the sentence says the same. A stack trace follows on lines of its own, if there is one.
 */
final class HumanLines extends EncoderBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        line.append(String.format(" %-5s ", event.getLevel())).append(event.getFormattedMessage());
        List<KeyValuePair> pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
        String gap = "  ";
        for (KeyValuePair pair : pairs) {
            if (!pair.key.equals("event")) {
                line.append(gap).append(pair.key).append('=').append(value(pair));
                gap = " ";
            }
        }
        line.append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append(System.lineSeparator());
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    private static String value(KeyValuePair pair) {
        String value = String.valueOf(pair.value);
        return value.indexOf(' ') < 0 ? value : '"' + value + '"';
    }
}
