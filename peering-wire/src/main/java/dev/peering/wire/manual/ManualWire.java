package dev.peering.wire.manual;

/**
 * The numbers of manual peering on the wire. All lengths are in bytes.
 *
 * <p>Facts of the network: seed 000, section 3.5.3, as GoShimmer v0.6.4 to v0.8.1 carry it out. Where the text and the
 * running network differ (the text says 32 bytes for a signature) the network's number stands here.
 */
public final class ManualWire {

    // ---- given by the network ----

    /** The only version there is; being the default, it is absent on the wire. */
    public static final int VERSION = 0;

    /** A handshake packet is at most this long, envelope included; the original reads no further. */
    public static final int MAX_HANDSHAKE_PACKET_LENGTH = 256;

    /** A raw Ed25519 public key. */
    public static final int PUBLIC_KEY_LENGTH = 32;

    /** An Ed25519 signature. */
    public static final int SIGNATURE_LENGTH = 64;

    /** The SHA-256 digest that answers a request. */
    public static final int REQUEST_HASH_LENGTH = 32;

    /** In front of every frame: the length of its body, big-endian. */
    public static final int FRAME_HEADER_LENGTH = 4;

    /** A frame body is at most this long, its type byte included. */
    public static final int MAX_FRAME_BODY_LENGTH = 65 * 1024;

    /** First body byte of a frame with a payload. */
    public static final int MESSAGE = 20;

    /** First body byte of a frame that asks for a payload. */
    public static final int MESSAGE_REQUEST = 21;

    // ---- what follows from them ----

    /**
     * Longest signed data that fits a packet. Key and signature take 34 and 66 bytes with tag and length, and data of
     * this size takes 3 bytes in front of it.
     */
    public static final int MAX_HANDSHAKE_DATA_LENGTH =
            MAX_HANDSHAKE_PACKET_LENGTH - (2 + PUBLIC_KEY_LENGTH) - (2 + SIGNATURE_LENGTH) - 3;

    /** Longest payload or id that fits a frame: behind the type byte stand one byte of tag and three of length. */
    public static final int MAX_PAYLOAD_LENGTH = MAX_FRAME_BODY_LENGTH - 1 - 1 - 3;

    private ManualWire() {}
}
