package dev.peering.wire.opendex;

/**
 * What two nodes of OpenDEX say to each other: seventeen kinds, of which nine are about orders and swaps ({@link TradePacket}).
 * {@code opendex.md}, section 3.2.
 *
 * <p>A constructor rejects what the original's validator would refuse and what {@link OpenDexWire} bounds, so every packet can be
 * encoded, and what was encoded can be read back. Texts have a UTF-8 form. They are the peer's: before a screen sees one, put it
 * through {@link dev.peering.wire.Printable}.
 */
public sealed interface Packet
        permits SessionInit, NodeStateUpdate, Disconnecting, Ping, GetNodes, Packet.Response, TradePacket {

    /** Names this packet on its connection: any text that is not empty. Take random ones; predictable ids let others forge answers. */
    String id();

    /** What it is. */
    PacketType type();

    /** A packet that answers another. */
    sealed interface Response extends Packet
            permits SessionAck,
                    Pong,
                    Nodes,
                    TradePacket.Orders,
                    TradePacket.SwapAccepted,
                    TradePacket.SwapFailed,
                    TradePacket.SanitySwapAck {

        /** The id of the packet it answers ({@code req_id}). Empty only in a swap failure that answers nothing. */
        String requestId();
    }
}
