package dev.peering.wire.opendex;

/**
 * The numbers of OpenDEX on the wire. All lengths are in bytes, those of texts in bytes of their UTF-8 form.
 *
 * <p>The network bounds nothing but a frame, so the bounds within packets are ours. They are far above what any xud sends, and keep a
 * stranger's bytes from becoming many times their size in objects.
 */
public final class OpenDexWire {

    // ---- given by the network: opendex.md, sections 2 and 4 ----

    /** In front of a plain frame: magic, length, type, checksum. */
    public static final int PLAIN_HEADER_LENGTH = 16;

    /** In front of an encrypted frame: its length. */
    public static final int ENCRYPTED_HEADER_LENGTH = 4;

    /** In front of the payload inside an encrypted frame: length and type. */
    public static final int INNER_HEADER_LENGTH = 8;

    /** The IV at the start of an encrypted frame. */
    public static final int IV_LENGTH = 16;

    /** Ciphertexts are whole blocks of this size. */
    public static final int BLOCK_LENGTH = 16;

    /** More than this is never pending at the original; longer frames do not get through. */
    public static final int MAX_PENDING_LENGTH = 4 * 1024 * 1024;

    // ---- ours ----

    /** Longest payload; leaves room for the headers and the padding around it. */
    public static final int MAX_PAYLOAD_LENGTH = MAX_PENDING_LENGTH - 64;

    /** Longest payload that is worth taking from somebody who has not proven an identity yet. */
    public static final int MAX_HANDSHAKE_PAYLOAD_LENGTH = 64 * 1024;

    /** An id or request id; UUIDs have 36. */
    public static final int MAX_ID_LENGTH = 256;

    /** A key, a signature, a version, a hash, a currency or a pair. */
    public static final int MAX_WORD_LENGTH = 256;

    /** A host; DNS names have at most 253. */
    public static final int MAX_HOST_LENGTH = 255;

    /** A token identifier, an lnd key, an lnd URI or a Connext identifier. */
    public static final int MAX_TEXT_LENGTH = 1024;

    /** Addresses of one node. */
    public static final int MAX_ADDRESSES = 256;

    /** Pairs of one node, or of one request for orders. */
    public static final int MAX_PAIRS = 4096;

    /** Entries in one of a node state's maps, repeated keys counted each time. */
    public static final int MAX_CURRENCIES = 1024;

    /** URIs of one currency. */
    public static final int MAX_LND_URIS = 64;

    /** Nodes in one answer. */
    public static final int MAX_NODES = 4096;

    /** Orders in one answer. */
    public static final int MAX_ORDERS = 65536;

    /** Fields of later versions that one packet may carry along, all its parts together. */
    public static final int MAX_UNKNOWN_FIELDS = 128;

    private OpenDexWire() {}
}
