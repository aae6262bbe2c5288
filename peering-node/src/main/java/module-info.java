/** The running node: Netty edge, clock, configuration, command line. */
module dev.peering.node {
    requires transitive dev.peering.core;
    requires info.picocli;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.instrumentation.jvm;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires jdk.net;
    requires static org.jspecify;

    exports dev.peering.node;
}
