package dev.peering.wire.opendex;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node says of itself. {@code opendex.md}, sections 3.1 and 11.
 *
 * <p>Field numbers 1, 2 and 5 belonged to earlier versions. The maps are sorted by UTF-16 units, as the network sorts them; currencies
 * are any texts, also empty ones.
 *
 * @param addresses where it listens ({@code addresses}, 3), at most {@value OpenDexWire#MAX_ADDRESSES}
 * @param pairs what it trades, "BASE/QUOTE" ({@code pairs}, 4), at most {@value OpenDexWire#MAX_PAIRS}
 * @param connextIdentifier its Connext node, or empty ({@code connext_identifier}, 9)
 * @param lndPubKeys currency to lnd key ({@code lnd_pub_keys}, 6)
 * @param lndUris currency to lnd URIs, at most {@value OpenDexWire#MAX_LND_URIS} each ({@code lnd_uris}, 8)
 * @param tokenIdentifiers currency to chain or token ({@code token_identifiers}, 7)
 */
public record NodeState(
        List<NodeAddress> addresses,
        List<String> pairs,
        String connextIdentifier,
        Map<String, String> lndPubKeys,
        Map<String, List<String>> lndUris,
        Map<String, String> tokenIdentifiers) {

    /** Nothing to say. Legal, and still sent. */
    public static final NodeState EMPTY = new NodeState(List.of(), List.of(), "", Map.of(), Map.of(), Map.of());

    /** Copies, sorts the maps, and rejects what is beyond the bounds. */
    public NodeState {
        addresses = List.copyOf(addresses);
        Require.count("addresses", addresses.size(), 0, OpenDexWire.MAX_ADDRESSES);
        pairs = List.copyOf(pairs);
        Require.count("pairs", pairs.size(), 0, OpenDexWire.MAX_PAIRS);
        for (String pair : pairs) {
            Require.text("pairs", pair, 0, OpenDexWire.MAX_WORD_LENGTH);
        }
        Require.text("connext_identifier", connextIdentifier, 0, OpenDexWire.MAX_TEXT_LENGTH);
        lndPubKeys = sorted("lnd_pub_keys", lndPubKeys);
        lndUris = sortedLists("lnd_uris", lndUris);
        tokenIdentifiers = sorted("token_identifiers", tokenIdentifiers);
    }

    /** A state of addresses and pairs alone. */
    public static NodeState of(List<NodeAddress> addresses, List<String> pairs) {
        return new NodeState(addresses, pairs, "", Map.of(), Map.of(), Map.of());
    }

    private static Map<String, String> sorted(String name, Map<String, String> map) {
        requireCurrencies(name, map);
        for (String value : map.values()) {
            Require.text(name, value, 0, OpenDexWire.MAX_TEXT_LENGTH);
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    private static Map<String, List<String>> sortedLists(String name, Map<String, List<String>> map) {
        requireCurrencies(name, map);
        TreeMap<String, List<String>> sorted = new TreeMap<>();
        map.forEach((currency, values) -> {
            Require.count(name, values.size(), 0, OpenDexWire.MAX_LND_URIS);
            for (String value : values) {
                Require.text(name, value, 0, OpenDexWire.MAX_TEXT_LENGTH);
            }
            sorted.put(currency, List.copyOf(values));
        });
        return Collections.unmodifiableSortedMap(sorted);
    }

    private static void requireCurrencies(String name, Map<String, ?> map) {
        Require.count(name, map.size(), 0, OpenDexWire.MAX_CURRENCIES);
        for (String currency : map.keySet()) {
            Require.text(name, currency, 0, OpenDexWire.MAX_WORD_LENGTH);
        }
    }
}
