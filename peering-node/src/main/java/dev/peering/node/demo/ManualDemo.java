package dev.peering.node.demo;

import dev.peering.core.Message;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.node.NodeBuilder;
import dev.peering.node.PeeringNode;
import dev.peering.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;

/** Manual peering in the demo. The keys live as long as the process; they are worth nothing. */
public final class ManualDemo implements DemoNetwork {

    /** Everybody starts in the same instant here; a spread as wide as the default would only keep the audience waiting. */
    private static final Duration START_SPREAD = Duration.ofMillis(100);

    private final SecureRandom random = new SecureRandom();

    /** Manual peering as an operator gets it, but for the shorter wait between dials. */
    public ManualDemo() {}

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public String title() {
        return "manual peering";
    }

    @Override
    public NodeBuilder node(Duration retry) {
        Identity identity = Identity.create(random);
        ReconnectPolicy usual = ReconnectPolicy.fixed(retry);
        ReconnectPolicy reconnect =
                new ReconnectPolicy(retry, 1, retry, usual.jitter(), usual.stableAfter(), START_SPREAD);
        return PeeringNode.builder(now -> new ManualPeering(
                identity, Ed25519.bouncyCastle(), ManualOptions.startingAt(now).withReconnect(reconnect)));
    }

    @Override
    public Message message(String text) {
        return ManualPeering.message(Bytes.utf8(text));
    }

    @Override
    public String text(Message message) {
        return message.type() == ManualPeering.MESSAGE
                ? new String(message.body().toByteArray(), StandardCharsets.UTF_8)
                : "";
    }
}
