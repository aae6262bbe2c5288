package dev.peering.node.store;

import dev.peering.node.json.Json;
import dev.peering.node.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One note about a peer in the store's file.
 *
 * <pre>
 * {
 *   "key": "02ab…", "banned": true, "score": "-Infinity", "failures": 0, "lastAddress": "203.0.113.2:8885",
 *   "addresses": [ {"address": "203.0.113.2:8885", "lastConnected": "2026-01-01T00:00:00Z"} ],
 *   "deeds": [ {"code": 0, "at": "2026-01-01T00:00:00Z"} ]
 * }
 * </pre>
 */
final class RecordFormat {

    private RecordFormat() {}

    static Map<String, Object> write(StoredRecord record) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("key", record.key());
        members.put("banned", record.banned());
        members.put("score", record.score());
        members.put("failures", record.failures());
        members.put("lastAddress", record.lastAddress());
        members.put(
                "addresses", record.places().stream().map(RecordFormat::place).toList());
        members.put("deeds", record.deeds().stream().map(RecordFormat::deed).toList());
        return members;
    }

    private static Map<String, Object> place(StoredRecord.Place place) {
        return StoreFormat.ordered("address", place.address(), "lastConnected", place.lastConnected());
    }

    private static Map<String, Object> deed(StoredRecord.Deed deed) {
        return StoreFormat.ordered("code", deed.code(), "at", deed.at());
    }

    static StoredRecord read(Json value) throws JsonException {
        Json.Members record =
                StoreFormat.members(value, "key", "banned", "score", "failures", "lastAddress", "addresses", "deeds");
        List<StoredRecord.Place> places = new ArrayList<>();
        for (Json item : StoreFormat.items(StoreFormat.get(record, "addresses"))) {
            Json.Members place = StoreFormat.members(item, "address", "lastConnected");
            places.add(new StoredRecord.Place(
                    StoreFormat.text(StoreFormat.get(place, "address")),
                    StoreFormat.text(StoreFormat.get(place, "lastConnected"))));
        }
        List<StoredRecord.Deed> deeds = new ArrayList<>();
        for (Json item : StoreFormat.items(StoreFormat.get(record, "deeds"))) {
            Json.Members deed = StoreFormat.members(item, "code", "at");
            deeds.add(new StoredRecord.Deed(
                    number(StoreFormat.get(deed, "code")), StoreFormat.text(StoreFormat.get(deed, "at"))));
        }
        return new StoredRecord(
                StoreFormat.text(StoreFormat.get(record, "key")),
                places,
                StoreFormat.text(StoreFormat.get(record, "lastAddress")),
                number(StoreFormat.get(record, "failures")),
                deeds,
                StoreFormat.text(StoreFormat.get(record, "score")),
                flag(StoreFormat.get(record, "banned")));
    }

    private static int number(Json value) throws JsonException {
        if (value instanceof Json.Numeral number && number.literal().matches("\\d{1,9}")) {
            return Integer.parseInt(number.literal());
        }
        throw new JsonException(
                value.at(),
                "a whole number from 0 to 999999999 is expected, this is "
                        + (value instanceof Json.Numeral number ? number.literal() : value.kind()));
    }

    private static boolean flag(Json value) throws JsonException {
        if (value instanceof Json.Flag flag) {
            return flag.value();
        }
        throw new JsonException(value.at(), "true or false is expected, this is " + value.kind());
    }
}
