package dev.peering.node.store;

import dev.peering.node.json.Json;
import dev.peering.node.json.JsonException;
import dev.peering.node.json.JsonReader;
import dev.peering.node.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The store's file.
 *
 * <pre>
 * {
 *   "version": 1,
 *   "networks": {
 *     "manual": {
 *       "added": [ {"key": "CHfU…", "addresses": ["192.0.2.7:14666"], "alias": "carol"} ],
 *       "removed": [ "3ogU…" ],
 *       "records": [ … ]
 *     }
 *   }
 * }
 * </pre>
 *
 * <p>Notes about peers ({@link RecordFormat}) are there when there are any. Refuses whatever this version would not have written: another version, an unknown member, a missing one.
 */
final class StoreFormat {

    private static final String VERSION = "1";

    private StoreFormat() {}

    static byte[] write(Map<String, PeerChanges> networks) {
        Map<String, Object> byName = new LinkedHashMap<>();
        networks.forEach((name, changes) -> byName.put(name, network(changes)));
        return JsonWriter.indented(ordered("version", Integer.valueOf(VERSION), "networks", byName))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Without notes the file is what earlier versions wrote, and can read. */
    private static Map<String, Object> network(PeerChanges changes) {
        Map<String, Object> members = ordered(
                "added", changes.added().stream().map(StoreFormat::peer).toList(), "removed", changes.removed());
        if (!changes.records().isEmpty()) {
            members.put(
                    "records",
                    changes.records().stream().map(RecordFormat::write).toList());
        }
        return members;
    }

    private static Map<String, Object> peer(StoredPeer peer) {
        Map<String, Object> members = ordered("key", peer.key(), "addresses", peer.addresses());
        members.put("alias", peer.alias());
        return members;
    }

    static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(first, one);
        members.put(second, other);
        return members;
    }

    static Map<String, PeerChanges> read(byte[] bytes, String name) throws StoreException {
        if (isBlank(bytes)) {
            throw new StoreException(
                    "the peer store " + name
                            + " is empty, which this program never leaves it: restore it from a backup, or move it away to start from the configuration alone");
        }
        try {
            Json.Members root = members(JsonReader.read(bytes, name + ":"), "version", "networks");
            Json version = get(root, "version");
            if (!(version instanceof Json.Numeral number) || !number.literal().equals(VERSION)) {
                throw new JsonException(
                        version.at(),
                        "this is not version " + VERSION
                                + " of the format: use the version of this program that wrote it");
            }
            return networks(get(root, "networks"));
        } catch (JsonException | IllegalArgumentException why) {
            throw new StoreException(
                    "the peer store is damaged, " + why.getMessage()
                            + ". Nothing was changed: restore it from a backup, or move it away to start from the configuration alone",
                    why);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).isBlank();
    }

    private static Map<String, PeerChanges> networks(Json value) throws JsonException {
        Map<String, PeerChanges> networks = new LinkedHashMap<>();
        for (Json.Member member : object(value).members()) {
            Json.Members changes = members(member.value(), "added", "removed", "records");
            networks.put(
                    member.name(),
                    new PeerChanges(added(get(changes, "added")), removed(get(changes, "removed")), records(changes)));
        }
        return networks;
    }

    private static List<StoredPeer> added(Json value) throws JsonException {
        List<StoredPeer> peers = new ArrayList<>();
        for (Json item : items(value)) {
            Json.Members peer = members(item, "key", "addresses", "alias");
            List<String> addresses = new ArrayList<>();
            for (Json address : items(get(peer, "addresses"))) {
                addresses.add(text(address));
            }
            peers.add(new StoredPeer(text(get(peer, "key")), addresses, text(get(peer, "alias"))));
        }
        return peers;
    }

    private static List<StoredRecord> records(Json.Members changes) throws JsonException {
        List<StoredRecord> records = new ArrayList<>();
        Optional<Json> noted = changes.find("records");
        if (noted.isPresent()) {
            for (Json item : items(noted.get())) {
                records.add(RecordFormat.read(item));
            }
        }
        return records;
    }

    private static Set<String> removed(Json value) throws JsonException {
        Set<String> keys = new LinkedHashSet<>();
        for (Json item : items(value)) {
            keys.add(text(item));
        }
        return keys;
    }

    static Json.Members members(Json value, String... allowed) throws JsonException {
        Json.Members object = object(value);
        for (Json.Member member : object.members()) {
            if (!List.of(allowed).contains(member.name())) {
                throw new JsonException(member.at(), "\"" + member.name() + "\" is unknown");
            }
        }
        return object;
    }

    private static Json.Members object(Json value) throws JsonException {
        if (value instanceof Json.Members members) {
            return members;
        }
        throw new JsonException(value.at(), "an object is expected, this is " + value.kind());
    }

    static Json get(Json.Members object, String name) throws JsonException {
        return object.find(name).orElseThrow(() -> new JsonException(object.at(), "\"" + name + "\" is missing"));
    }

    static List<Json> items(Json value) throws JsonException {
        if (value instanceof Json.Items items) {
            return items.items();
        }
        throw new JsonException(value.at(), "a list is expected, this is " + value.kind());
    }

    static String text(Json value) throws JsonException {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw new JsonException(value.at(), "a text is expected, this is " + value.kind());
    }
}
