package dev.peering.wire.manual;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one message: how long it may be and which fields it knows. Unknown fields are allowed, because a later
 * version may add some.
 *
 * @param maxLength in bytes, all fields together
 * @param rules one per known field, ascending, with numbers from 1 without a gap
 */
record MessageShape(int maxLength, List<FieldRule> rules) {

    MessageShape {
        rules = List.copyOf(rules);
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).number() != i + 1) {
                throw new IllegalArgumentException("field numbers must count up from 1: " + rules);
            }
        }
    }

    static MessageShape of(int maxLength, FieldRule... rules) {
        return new MessageShape(maxLength, List.of(rules));
    }

    /** The rule for this number, or null when the field is unknown. */
    @Nullable
    FieldRule rule(int number) {
        return number >= 1 && number <= rules.size() ? rules.get(number - 1) : null;
    }

    /** The fewest bytes that all required fields take which are not among those seen (bit n for field n). */
    int missingLength(int seen) {
        int missing = 0;
        for (int i = 0; i < rules.size(); i++) {
            FieldRule rule = rules.get(i);
            if (rule.required() && (seen & (1 << rule.number())) == 0) {
                missing += rule.minimumLength();
            }
        }
        return missing;
    }
}
