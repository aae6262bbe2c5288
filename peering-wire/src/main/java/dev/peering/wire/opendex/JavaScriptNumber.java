package dev.peering.wire.opendex;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A double as JavaScript prints it: the fewest digits that read back as the same double, in one of four layouts (ECMA-262, 6.1.6.1.20).
 *
 * <p>{@code Double.toString} prints other layouts, and before JDK 19 sometimes a digit too many (2.0E-3 is printed as such, but 2e23 as
 * 2.0000000000000002E23), so it cannot be the base. Decimal arithmetic finds the digits instead: slow, and right on every JDK. Only
 * orders and swaps have doubles, and those are hashed nowhere but in plain frames, which nobody sends them in.
 */
final class JavaScriptNumber {

    /** Integers below this are their own shortest digits. */
    private static final double EXACT = 1L << 53;

    /** More digits than any double needs. */
    private static final int MAX_DIGITS = 17;

    private JavaScriptNumber() {}

    /** What JSON.stringify prints; what is no number is null there. */
    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            // Minus zero has no sign there.
            return Long.toString((long) value);
        }
        BigDecimal shortest = shortest(Math.abs(value));
        return (value < 0 ? "-" : "") + layout(shortest.unscaledValue().toString(), shortest);
    }

    /** An unsigned 64-bit number as the original sees it: rounded to a double. */
    static double ofUnsigned(long value) {
        // One rounding only: the upper half times 2^32 is exact.
        return (value >>> 32) * 0x1p32 + (value & 0xffff_ffffL);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            // Both, because at a power of two the nearer one may lie outside while the farther one reads back.
            boolean belowReads = below.doubleValue() == value;
            boolean aboveReads = above.doubleValue() == value;
            if (belowReads && aboveReads) {
                return nearer(exact, below, above).stripTrailingZeros();
            }
            if (belowReads || aboveReads) {
                return (belowReads ? below : above).stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static BigDecimal nearer(BigDecimal exact, BigDecimal below, BigDecimal above) {
        int order = exact.subtract(below).compareTo(above.subtract(exact));
        if (order == 0) {
            return isEven(below.unscaledValue()) ? below : above;
        }
        return order < 0 ? below : above;
    }

    private static boolean isEven(BigInteger number) {
        return !number.testBit(0);
    }

    /** n of the standard: where the point stands, counted from the first digit. */
    private static String layout(String digits, BigDecimal number) {
        int point = digits.length() - number.scale();
        if (point > 21 || point <= -6) {
            return scientific(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
