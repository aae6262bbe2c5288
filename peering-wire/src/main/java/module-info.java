/**
 * Bytes and records: what travels between peers, and nothing else.
 *
 * <p>Knows neither keys nor sockets nor clocks. Brings Netty's buffers and the protobuf runtime, no transport.
 */
module dev.peering.wire {
    requires static org.jspecify;
    requires transitive io.netty.buffer;
    requires transitive com.google.protobuf;

    exports dev.peering.wire;
    exports dev.peering.wire.manual;
    exports dev.peering.wire.opendex;
}
