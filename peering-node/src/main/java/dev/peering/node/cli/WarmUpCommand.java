package dev.peering.node.cli;

import dev.peering.core.PeerAddress;
import dev.peering.crypto.Identity;
import dev.peering.node.config.LogConfig;
import dev.peering.node.config.NodeConfig;
import dev.peering.node.demo.Demo;
import dev.peering.node.json.JsonReader;
import dev.peering.node.json.JsonWriter;
import dev.peering.node.log.Logging;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** What the launcher runs once, so that the classes of all commands are loaded and can be archived: a little of each, to nobody, in a second. */
@Command(
        name = "warm-up",
        hidden = true,
        description = "Loads what the other commands need, for the launcher's class archive.")
final class WarmUpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    WarmUpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        for (String command : new String[] {"demo", "run", "identity", "probe", "conformance"}) {
            Main.commandLine(surroundings, command)
                    .getSubcommands()
                    .values()
                    .forEach(one -> one.usage(surroundings.out()));
        }
        Logging.start(LogConfig.Level.INFO, LogConfig.Format.HUMAN);
        LoggerFactory.getLogger("peering")
                .atInfo()
                .addKeyValue("event", "warmUp")
                .log("warming up");
        NodeConfig.read(Optional.empty(), Map.of(), Map.of());
        JsonReader.read(JsonWriter.indented(Map.of("warm", "up")), "");
        try (Identity identity = Identity.create(new SecureRandom());
                Identity other = ThrowAway.below(identity.key())) {
            surroundings.out().print(IdentityText.made(IdentityText.facts(identity.key(), Path.of("identity.key"))));
            // Nobody listens on port 1; what counts is the classes of the way there.
            Commentary commentary = new ManualCommentary(identity.key(), other, true, Duration.ofSeconds(1));
            Probe probe = new Probe(new PeerAddress("127.0.0.1", 1), commentary, true, Duration.ofSeconds(1));
            surroundings.out().print(probe.run().text(true));
        }
        Demo.Look look = new Demo.Look(surroundings.out(), true, true, true);
        new Demo(Demo.networks().get(0), 5, Duration.ZERO, Instant.now(), look).rehearse();
        return Exit.OK;
    }
}
