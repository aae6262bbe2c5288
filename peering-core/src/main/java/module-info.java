/** The hall and the rooms of authenticated manual peering: state machines without sockets, clocks or threads. */
module dev.peering.core {
    requires transitive dev.peering.crypto;
    requires transitive dev.peering.wire;
    requires transitive io.netty.buffer;
    requires io.netty.common;
    requires static org.jspecify;

    exports dev.peering.core;
    exports dev.peering.core.manual;
    exports dev.peering.core.opendex;
    exports dev.peering.core.simulation;
}
