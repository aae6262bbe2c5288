package dev.peering.wire.manual;

/** The low three bits of a protobuf tag: how the value behind it ends. */
final class WireType {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int FIXED32 = 5;

    /** All 64 bits, read as an unsigned number. */
    static final long MAX_VARINT = -1L;

    private WireType() {}

    /** Groups (3 and 4) nest without a bound and are refused; 6 and 7 do not exist. */
    static boolean isAllowed(int wireType) {
        return wireType == VARINT || wireType == FIXED64 || wireType == LENGTH_DELIMITED || wireType == FIXED32;
    }
}
