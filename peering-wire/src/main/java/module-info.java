/** Bytes to records and back: one package per protocol, and what they share. */
module dev.peering.wire {
    requires transitive io.netty.buffer;
    requires transitive com.google.protobuf;
    requires static org.jspecify;
}
