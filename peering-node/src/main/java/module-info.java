/** The running node: Netty edge, clock, configuration, command line. */
module dev.peering.node {
    requires transitive dev.peering.core;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires java.net.http;
    requires java.xml;
    requires jdk.httpserver;
    requires org.slf4j;
    requires java.management;
    requires jdk.net;
    requires static org.jspecify;

    // Only our own programs need these; who embeds a node logs, measures and configures as he likes.
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires static info.picocli;
    requires static io.prometheus.metrics.core;
    requires static io.prometheus.metrics.instrumentation.jvm;
    requires static io.prometheus.metrics.model;
    requires static io.prometheus.writer.text;
    requires static tools.jackson.core;
    requires static tools.jackson.databind;

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
