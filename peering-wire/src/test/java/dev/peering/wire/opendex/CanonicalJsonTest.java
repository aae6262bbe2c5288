package dev.peering.wire.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6 Canonical JSON")
class CanonicalJsonTest {

    @Test
    @DisplayName("escapes the quote, the backslash and what lies below the space, in lowercase hex")
    void escapes() {
        StringBuilder all = new StringBuilder();
        for (char unit = 0; unit <= ' '; unit++) {
            all.append(unit);
        }
        assertThat(string(all.toString()))
                .isEqualTo(
                        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
                                + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d"
                                + "\\u001e\\u001f \"");
        assertThat(string("\"\\/<>&'")).isEqualTo("\"\\\"\\\\/<>&'\"");
    }

    @Test
    @DisplayName("leaves everything else as it is: DEL, C1, line separators, characters beyond the first plane")
    void raw() {
        String text = "\u007f\u0080\u00e9\u2028\u2029\ufeff\uffff\ud83d\ude00";
        assertThat(string(text)).isEqualTo('"' + text + '"');
    }

    @Test
    @DisplayName("escapes halves of surrogate pairs, wherever they stand")
    void surrogates() {
        assertThat(units("\ud83d")).isEqualTo("\"\\ud83d\"");
        assertThat(units("\ude00\ud83d")).isEqualTo("\"\\ude00\\ud83d\"");
        assertThat(units("\ud83d\ud83d\ude00\ude00")).isEqualTo("\"\\ud83d\ud83d\ude00\\ude00\"");
    }

    @Test
    @DisplayName("writes a unit the same whether or not something else in the text must be escaped")
    void alone() {
        for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
            String text = "a" + (char) unit + "b";
            String beside = units(text + '\n');
            assertThat(units(text)).isEqualTo(beside.replace("b\\n\"", "b\""));
        }
    }

    @Test
    @DisplayName("sorts map keys by UTF-16 units, not by characters")
    void order() {
        // A character of a higher plane starts with a surrogate, which is below U+FFFF as a unit and above it as a
        // character.
        Map<String, String> keys =
                Map.of("\uffff", "1", "\ud83d\ude00", "2", "b", "3", "B", "4", "10", "5", "9", "6", "", "7");
        NodeState state = new NodeState(List.of(), List.of(), "", keys, Map.of(), Map.of());
        assertThat(text(new NodeStateUpdate("i", state)))
                .isEqualTo(
                        "{\"body\":{\"addresses\":[],\"connextIdentifier\":\"\",\"lndPubKeys\":{\"\":\"7\",\"10\":\"5\",\"9\":\"6\","
                                + "\"B\":\"4\",\"b\":\"3\",\"\ud83d\ude00\":\"2\",\"\uffff\":\"1\"},\"lndUris\":{},\"pairs\":[],"
                                + "\"tokenIdentifiers\":{}},\"header\":{\"id\":\"i\"}}");
    }

    @Test
    @DisplayName("prints ports and reasons as unsigned numbers")
    void unsigned() {
        assertThat(text(new Disconnecting("i", 4294967295L, "")))
                .isEqualTo("{\"body\":{\"reason\":4294967295},\"header\":{\"id\":\"i\"}}");
    }

    @Test
    @DisplayName("names replaced orders in an order and not in an answer, as the original does")
    void replaced() {
        TradePacket.Offer offer = new TradePacket.Offer("o1", "A/B", 1e-7, -1, false, "o0");
        assertThat(text(new TradePacket.Order("i", offer)))
                .isEqualTo("{\"body\":{\"id\":\"o1\",\"isBuy\":false,\"pairId\":\"A/B\",\"price\":1e-7,"
                        + "\"quantity\":18446744073709552000,\"replaceOrderId\":\"o0\"},\"header\":{\"id\":\"i\"}}");
        assertThat(text(new TradePacket.Orders("i", "r", List.of(offer, offer))))
                .doesNotContain("replaceOrderId");
    }

    @Test
    @DisplayName("leaves out what a swap failure does not say")
    void failure() {
        assertThat(text(new TradePacket.SwapFailed("i", "", "00", "", 0)))
                .isEqualTo("{\"body\":{\"failureReason\":0,\"rHash\":\"00\"},\"header\":{\"id\":\"i\"}}");
        assertThat(text(new TradePacket.SwapFailed("i", "r", "00", "", 0)))
                .isEqualTo(
                        "{\"body\":{\"failureReason\":0,\"rHash\":\"00\"},\"header\":{\"id\":\"i\",\"reqId\":\"r\"}}");
    }

    private static String string(String value) {
        return new String(new JsonText().string(value).toBytes().toByteArray(), StandardCharsets.UTF_8);
    }

    /** Without a way through UTF-8, which halves do not survive. */
    private static String units(String value) {
        return new JsonText().string(value).toString();
    }

    private static String text(Packet packet) {
        return new String(CanonicalJson.of(packet).toByteArray(), StandardCharsets.UTF_8);
    }
}
