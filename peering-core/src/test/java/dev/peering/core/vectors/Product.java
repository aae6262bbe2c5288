package dev.peering.core.vectors;

import dev.peering.core.Admission;
import dev.peering.core.Endpoints;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.Session;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.core.rooms.TwoEnds;
import dev.peering.core.rooms.TwoEnds.End;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.SignedPayload;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.EnvelopeCodec;
import dev.peering.wire.manual.HandshakeRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the product itself makes of a vector: its codecs, keys and sessions, asked through their public doors. */
final class Product {

    private static final Ed25519 ED25519 = Ed25519.bouncyCastle();
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);

    private Product() {}

    static ObjectNode verdict(String group, JsonNode inputs, byte[] bytes) throws KeyException, MalformedException {
        return switch (group) {
            case "identities" -> identity(inputs);
            case "keys" -> key(bytes);
            case "base58" -> base58(inputs);
            case "directions" -> direction(inputs);
            case "addresses" -> address(inputs);
            case "signatures" -> signature(inputs, bytes);
            case "requests" -> request(inputs, Bytes.of(bytes));
            case "responses" -> response(inputs, Bytes.of(bytes));
            case "frames" -> frames(Bytes.of(bytes));
            default -> throw new IllegalArgumentException(group);
        };
    }

    private static ObjectNode identity(JsonNode inputs) throws KeyException {
        byte[] seed = Recipe.hex(inputs.get("seed"));
        try (Identity identity = Identity.fromSeed(seed)) {
            PeerKey key = identity.key();
            String base58 = "base58:" + Base58Text.of(seed);
            String base64 = "base64:" + java.util.Base64.getEncoder().encodeToString(seed);
            ObjectNode verdict = accept().put("text", key.toString());
            verdict.put("peer_id", Recipe.hex(key.id())).put("short_id", key.shortId());
            // The product reads these two and never writes them: they are right when the same key comes out.
            verdict.put("seed_base58", sameKey(base58, key) ? base58 : "another identity");
            return verdict.put("seed_base64", sameKey(base64, key) ? base64 : "another identity");
        }
    }

    private static boolean sameKey(String seedText, PeerKey key) throws KeyException {
        try (Identity parsed = Identity.parse(seedText)) {
            return parsed.key().equals(key);
        }
    }

    private static ObjectNode key(byte[] raw) {
        try {
            PeerKey.of(raw);
            return accept();
        } catch (KeyException refused) {
            return refuse("bad-key");
        }
    }

    private static ObjectNode base58(JsonNode inputs) {
        String text = Recipe.text(inputs);
        try {
            if (inputs.get("what").asString().equals("key")) {
                return accept().put("decoded", Recipe.hex(PeerKey.parse(text).toByteArray()));
            }
            try (Identity identity = Identity.parse("base58:" + text)) {
                // A seed is never given out; that this text makes it is proven by the key.
                byte[] decoded = Base58Text.decode(text);
                boolean same =
                        Recipe.hex(identity.key().toByteArray()).equals(Recipe.hex(Recipe.key(Recipe.hex(decoded))));
                return accept().put("decoded", same ? Recipe.hex(decoded) : "another seed");
            }
        } catch (KeyException refused) {
            return refuse(reasonOf(refused));
        }
    }

    /** The product gives one sentence to people; vectors want a class. */
    private static String reasonOf(KeyException refused) {
        String said = String.valueOf(refused.getMessage());
        if (said.contains("character at place")) {
            return "bad-digit";
        }
        boolean point = said.contains("small order") || said.contains("not a point") || said.contains("non-canonical");
        return point ? "bad-key" : "bad-length";
    }

    private static ObjectNode direction(JsonNode inputs) throws KeyException {
        PeerKey own = PeerKey.of(Recipe.hex(inputs.get("own")));
        PeerKey peer = PeerKey.of(Recipe.hex(inputs.get("peer")));
        if (own.equals(peer)) {
            return refuse("self");
        }
        return accept().put("direction", own.compareTo(peer) < 0 ? "outbound" : "inbound");
    }

    private static ObjectNode address(JsonNode inputs) {
        try {
            PeerAddress address = PeerAddress.parse(Recipe.text(inputs));
            ObjectNode verdict = accept().put("host", address.host()).put("port", address.port());
            return verdict.put("name", address.isName()).put("text", address.toString());
        } catch (IllegalArgumentException refused) {
            String said = String.valueOf(refused.getMessage());
            boolean noHost = said.contains("no host");
            return refuse(
                    noHost ? "no-host" : said.contains("port") && !said.contains("host is") ? "bad-port" : "bad-host");
        }
    }

    private static ObjectNode signature(JsonNode inputs, byte[] signature) {
        try {
            PeerKey key = PeerKey.of(Recipe.hex(inputs.get("key")));
            boolean holds = SignedPayload.verify(ED25519, key, Recipe.hex(inputs.get("data")), signature)
                    .isPresent();
            return holds ? accept() : refuse("bad-signature");
        } catch (KeyException refused) {
            return refuse("bad-signature");
        }
    }

    private static ObjectNode request(JsonNode inputs, Bytes packet) throws MalformedException, KeyException {
        JsonNode node = inputs.get("node");
        Moment now = new Moment(Instant.ofEpochSecond(node.get("now").asLong()), 0);
        long age = node.get("now").asLong() - node.get("started").asLong();
        Moment started = new Moment(
                now.wall().minusSeconds(age), -Duration.ofSeconds(age).toNanos());
        Set<PeerAddress> advertised = new HashSet<>();
        if (node.has("advertised")) {
            node.get("advertised").forEach(text -> advertised.add(PeerAddress.parse(text.asString())));
        }
        try (Identity own = Identity.fromSeed(Recipe.hex(node.get("own")))) {
            ManualPeering room = new ManualPeering(
                    own, ED25519, ManualOptions.startingAt(started).withAdvertised(advertised));
            KnownPeer listed = new KnownPeer(
                    ManualPeering.id(PeerKey.of(Recipe.hex(node.get("listed").get(0)))));
            Endpoints ends = new Endpoints(TwoEnds.LISTENER, TwoEnds.DIALER);
            End end = new End(now, Session.inbound(room, ends, TwoEnds.only(listed), now));
            end.receive(packet);
            return judged(end, packet, true);
        }
    }

    private static ObjectNode response(JsonNode inputs, Bytes packet) throws MalformedException, KeyException {
        JsonNode node = inputs.get("node");
        Moment now = new Moment(Instant.ofEpochSecond(node.get("now").asLong()), 0);
        PeerAddress to = PeerAddress.parse(node.get("to").asString());
        KnownPeer dialed = new KnownPeer(ManualPeering.id(PeerKey.of(Recipe.hex(node.get("dialed")))), to);
        try (Identity own = Identity.fromSeed(Recipe.hex(node.get("own")))) {
            ManualPeering room = new ManualPeering(own, ED25519, ManualOptions.startingAt(now));
            Endpoints ends = new Endpoints(TwoEnds.DIALER, new InetSocketAddress(to.host(), to.port()));
            Session session = Session.outbound(room, dialed, ends, Admission.only(dialed), now);
            session.start(now);
            End end = new End(now, session);
            end.receive(packet);
            return judged(end, packet, false);
        }
    }

    private static ObjectNode judged(End end, Bytes packet, boolean answers) throws MalformedException {
        if (end.proven().isPresent()) {
            ObjectNode verdict = accept();
            ByteBuf in = Unpooled.wrappedBuffer(packet.toByteArray());
            Bytes data = EnvelopeCodec.read(in).orElseThrow().data();
            verdict.put("length", in.readerIndex());
            if (answers) {
                HandshakeRequest request = HandshakeRequest.parse(data);
                ObjectNode read = verdict.putObject("request");
                read.put("version", Integer.toUnsignedLong(request.version()));
                read.put("to", request.to()).put("timestamp", request.timestamp());
                verdict.put("answer", end.everWritten().get(0).toHex());
            }
            return verdict;
        }
        boolean waits = end.refusal().isEmpty();
        end.pass(LONG_ENOUGH);
        if (end.refusal().isEmpty() || !end.everWritten().isEmpty()) {
            throw new AssertionError("whoever is not accepted must be closed in the end, without a byte");
        }
        return waits ? VectorJson.MAPPER.createObjectNode().put("result", "incomplete") : refuse(reason(end));
    }

    private static ObjectNode frames(Bytes bytes) {
        TwoEnds ends = TwoEnds.connected(new dev.peering.core.rooms.ManualRoom());
        End end = ends.initiator();
        end.receive(bytes);
        ObjectNode verdict;
        if (end.refusal().isPresent()) {
            verdict = refuse(reason(end));
        } else {
            verdict = VectorJson.MAPPER
                    .createObjectNode()
                    .put("result", end.bytesWaiting() == 0 ? "accept" : "incomplete");
            boolean stalls = end.bytesWaiting() > 0;
            end.pass(LONG_ENOUGH);
            if (stalls != Optional.of("stalled").equals(end.refusal().map(why -> reason(end)))) {
                throw new AssertionError("a frame that stops in the middle must end the connection, and only that");
            }
        }
        heard(end.heard(), verdict.putArray("heard"));
        return verdict;
    }

    private static void heard(List<Message> messages, ArrayNode list) {
        for (Message message : messages) {
            byte[] body = message.body().toByteArray();
            ObjectNode one = list.addObject().put("type", message.type());
            boolean counting = body.length > 64 && java.util.Arrays.equals(body, Recipe.counting(body.length));
            if (counting) {
                one.put("counting", body.length);
            } else {
                one.put("payload", Recipe.hex(body));
            }
        }
    }

    private static String reason(End end) {
        return end.refusal()
                .orElseThrow()
                .reason()
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private static ObjectNode accept() {
        return VectorJson.MAPPER.createObjectNode().put("result", "accept");
    }

    private static ObjectNode refuse(String reason) {
        return VectorJson.MAPPER.createObjectNode().put("result", "refuse").put("reason", reason);
    }
}
