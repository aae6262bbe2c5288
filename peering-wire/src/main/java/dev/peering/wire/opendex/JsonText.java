package dev.peering.wire.opendex;

import dev.peering.wire.Bytes;
import java.util.List;
import java.util.Map;

/**
 * JSON as JavaScript's {@code JSON.stringify} prints it: no white space, and only what must be escaped is escaped (ECMA-262, 25.5.2).
 * Callers write keys in the order of their UTF-16 units.
 */
final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(512);

    JsonText open(char bracket) {
        comma();
        text.append(bracket);
        return this;
    }

    JsonText close(char bracket) {
        text.append(bracket);
        return this;
    }

    JsonText key(String key) {
        string(key);
        text.append(':');
        return this;
    }

    JsonText string(String value) {
        comma();
        text.append('"');
        if (isPlain(value)) {
            text.append(value);
        } else {
            for (int i = 0; i < value.length(); i++) {
                character(value, i);
            }
        }
        text.append('"');
        return this;
    }

    /** An unsigned 32-bit number and everything else below 2^53. */
    JsonText number(long value) {
        comma();
        text.append(value);
        return this;
    }

    JsonText number(double value) {
        comma();
        text.append(JavaScriptNumber.text(value));
        return this;
    }

    JsonText bool(boolean value) {
        comma();
        text.append(value);
        return this;
    }

    JsonText strings(List<String> values) {
        open('[');
        values.forEach(this::string);
        return close(']');
    }

    /** A sorted map of strings. */
    JsonText strings(Map<String, String> values) {
        open('{');
        values.forEach((key, value) -> key(key).string(value));
        return close('}');
    }

    /** As UTF-16 units; halves of surrogate pairs are escaped, so it has a UTF-8 form. */
    @Override
    public String toString() {
        return text.toString();
    }

    Bytes toBytes() {
        return Bytes.utf8(text.toString());
    }

    /** Something stands between two values unless one opens and the other is the first in it, or a key is in front. */
    private void comma() {
        int length = text.length();
        if (length == 0) {
            return;
        }
        char last = text.charAt(length - 1);
        if (last != '{' && last != '[' && last != ':') {
            text.append(',');
        }
    }

    /** Printable ASCII without quotes and backslashes: nearly every text is, and then it stands there as it is. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (unit < ' ' || unit > '~' || unit == '"' || unit == '\\') {
                return false;
            }
        }
        return true;
    }

    private void character(String value, int at) {
        char unit = value.charAt(at);
        switch (unit) {
            case '"', '\\' -> text.append('\\').append(unit);
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> {
                if (unit < ' ' || isLoneSurrogate(value, at)) {
                    escape(unit);
                } else {
                    text.append(unit);
                }
            }
        }
    }

    private void escape(char unit) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt(unit >> shift & 0xf));
        }
    }

    private static boolean isLoneSurrogate(String value, int at) {
        char unit = value.charAt(at);
        if (Character.isHighSurrogate(unit)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(unit) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }
}
