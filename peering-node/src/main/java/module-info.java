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
    requires java.net.http;
    requires java.xml;
    requires jdk.httpserver;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires java.management;
    requires jdk.net;
    requires static org.jspecify;

    // Only our own program logs with Logback; who embeds a node brings a logger of his own, or none.
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;

    exports dev.peering.node;

    // picocli sets annotated fields.
    opens dev.peering.node.cli to
            info.picocli;

    // Made by SLF4J when our own program asks for it.
    opens dev.peering.node.log to
            org.slf4j;
    opens dev.peering.conformance.cli to
            info.picocli;
}
