package dev.peering.wire.opendex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packets of the vectors, put together from what the facts say of them, by the names of the vector files. */
final class Samples {

    static final String ID = "6d4f8a10-0000-11eb-8000-0123456789ab";
    static final String REQUEST_ID = "5c3e7900-0000-11eb-8000-ba9876543210";
    static final String ALICE = "031b84c5567b126440995d3ed5aaba0565d71e1834604819ff9c17f5e9d5dd078f";
    static final String BOB = "024d4b6cd1361032ca9bd2aeb9d900aa4d45d9ead80ac9423374c451a7254d0766";

    private static final String PAIR = "LTC/BTC";
    private static final NodeAddress HOME = new NodeAddress("127.0.0.1", 8885);
    private static final TradePacket.Offer OFFER = new TradePacket.Offer("o1", PAIR, 0.0125, 1_500_000, true, "");

    private static final String TORTURED_KEY =
            "04989c0b76cb563971fdc9bef31ec06c3560f3249d6ee9e5d83c57625596e05f6f631f4d05b3ae518776ee08755a7703e64b2ebc32547504de0b55a142d4ecdf80";

    private Samples() {}

    /** Section 16.3, and the torture case of 16.2. */
    static Map<String, Packet> packets() {
        Map<String, Packet> packets = new LinkedHashMap<>();
        packets.put("ping", new Ping(ID));
        packets.put("pong", new Pong(ID, REQUEST_ID));
        packets.put("disconnecting", new Disconnecting(ID, DisconnectReason.SHUTDOWN));
        packets.put("disconnecting-payload", new Disconnecting(ID, 13, "x"));
        packets.put("get-nodes", new GetNodes(ID));
        packets.put("nodes-none", new Nodes(ID, REQUEST_ID, List.of()));
        packets.put("nodes-one", new Nodes(ID, REQUEST_ID, List.of(new NodeEntry(ALICE, List.of(HOME)))));
        packets.put("update-empty", new NodeStateUpdate(ID, NodeState.EMPTY));
        packets.put("update", new NodeStateUpdate(ID, smallState()));
        packets.put("order", new TradePacket.Order(ID, OFFER));
        packets.put(
                "order-replacing",
                new TradePacket.Order(ID, new TradePacket.Offer("o1", PAIR, 0.0125, 1_500_000, true, "o0")));
        packets.put("order-invalidation", new TradePacket.OrderInvalidation(ID, "o1", PAIR, 5));
        packets.put("get-orders", new TradePacket.GetOrders(ID, List.of(PAIR)));
        packets.put("orders-one", new TradePacket.Orders(ID, REQUEST_ID, List.of(OFFER)));
        packets.put("orders-none", new TradePacket.Orders(ID, REQUEST_ID, List.of()));
        packets.put("swap-request", new TradePacket.SwapRequest(ID, 10, PAIR, "o1", "00", 40));
        packets.put("swap-accepted", new TradePacket.SwapAccepted(ID, REQUEST_ID, "00", 10, 576));
        packets.put("swap-failed", new TradePacket.SwapFailed(ID, "", "00", "e", 7));
        packets.put("sanity-swap", new TradePacket.SanitySwap(ID, "BTC", "00"));
        packets.put("sanity-swap-ack", new TradePacket.SanitySwapAck(ID, REQUEST_ID));
        packets.put("torture", torture());
        return packets;
    }

    static SessionInit torture() {
        NodeState state = new NodeState(
                List.of(HOME, new NodeAddress("ex\u00e4mple.onion", 65535)),
                List.of(PAIR, "ETH/BTC"),
                "q\"b\\s/\u00e9\u2028\ud83d\ude00\u0001\u007f\t\n",
                Map.of("LTC", "l", "BTC", "b", "a", "", "Z", "z"),
                Map.of("LTC", List.of(), "BTC", List.of("u1", "u2")),
                Map.of("ETH", "0x00", "BTC", "bitcoin-mainnet", "\u00e9", "x", "10", "ten", "9", "nine"));
        return new SessionInit(
                ID,
                "ebd2f0b19f0f98726f756f59059753ed27d517e5d41c539a6dfed1791feb8207"
                        + "24ecd487031b71563db1b3c78eda89dceeba11ba0aa3705d5d6f17809a3d632b",
                new SessionClaim(TORTURED_KEY, ALICE, state, BOB, "1.2.4"));
    }

    /** Section 16.1, the ten frames in their order. */
    static List<Packet> session() {
        SessionClaim alice = new SessionClaim(
                "04531fe6068134503d2723133227c867ac8fa6c83c537e9a44c3c5bdbdcb1fe3379e92c265e71e481ba82a84675a47ac705a200fcd524e92d93b0e7386f26a5458",
                ALICE,
                NodeState.of(List.of(HOME), List.of(PAIR)),
                BOB,
                "1.2.4");
        SessionClaim bob = new SessionClaim(
                "04f006a18d5653c4edf5391ff23a61f03ff83d237e880ee61187fa9f379a028e0a5e7846f81ddfd6a90eddc9a91c023f0e916a6ce42a149be5a64512506983e085",
                BOB,
                NodeState.EMPTY,
                ALICE,
                "1.2.4");
        return List.of(
                new SessionInit(
                        id("11", "0b"),
                        "7fd6b46d93e41a8db13cbbcd1d228b0bae9a34a8f91b8d05ab38e1f84a8e59af"
                                + "4a6093ec888d9f22444a23e625e41bd42fa51021fdfbd09369d8bb9f690bb24d",
                        alice),
                new SessionAck(
                        id("21", "05"),
                        id("11", "0b"),
                        "0462c0a046dacce86ddd0343c6d3c7c79c2208ba0d9c9cf24a6d046d21d21f90f76d83f6a6ff2df8664ec7b804ab1362cc95403e4374d1819e0840bd8a8817800d"),
                new SessionInit(
                        id("22", "06"),
                        "572eb91d6ee5b719f62bb6109b906275cb1ca7c54291c625adce922ddf9d25c4"
                                + "6cd380091f4ec2d8138f0b2c4d70a9ff37304932f2f36a0205e8a30421629914",
                        bob),
                new SessionAck(
                        id("12", "0c"),
                        id("22", "06"),
                        "04462779ad4aad39514614751a71085f2f10e1c7a593e4e030efb5b8721ce55b0b199c07969f5442000bea455d72ae826a86bfac9089cb18152ed756ebb2a596f5"),
                new Ping(id("13", "0d")),
                new Pong(id("23", "07"), id("13", "0d")),
                new GetNodes(id("14", "0e")),
                new Nodes(id("24", "08"), id("14", "0e"), List.of(farNode())),
                new NodeStateUpdate(id("15", "0f"), fullState()),
                new Disconnecting(id("16", "00"), DisconnectReason.SHUTDOWN));
    }

    static NodeState fullState() {
        return new NodeState(
                List.of(HOME, new NodeAddress("example.onion", 8885)),
                List.of(PAIR, "ETH/BTC"),
                "indra123abc",
                Map.of("BTC", "02aa", "LTC", "02bb"),
                Map.of("BTC", List.of("02aa@h1:9735", "02aa@h2:9735"), "LTC", List.of()),
                Map.of(
                        "BTC",
                        "bitcoin-mainnet",
                        "ETH",
                        "0x0000000000000000000000000000000000000000",
                        "LTC",
                        "litecoin-mainnet"));
    }

    private static NodeEntry farNode() {
        return new NodeEntry(
                "02" + "3".repeat(64), List.of(new NodeAddress("10.0.0.1", 8885), new NodeAddress("10.0.0.2", 18885)));
    }

    private static NodeState smallState() {
        return new NodeState(
                List.of(HOME), List.of(PAIR), "c", Map.of("BTC", "k"), Map.of("BTC", List.of("u")), Map.of("BTC", "t"));
    }

    private static String id(String first, String last) {
        return "000000" + first + "-0000-1000-8000-0000000000" + last;
    }
}
