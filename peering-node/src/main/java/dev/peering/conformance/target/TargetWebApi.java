package dev.peering.conformance.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.KnownPeersText;
import dev.peering.conformance.control.ListedPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** GoShimmer's {@code /manualpeering/peers} in front of a {@link ReferenceTarget}: GET, POST and DELETE. Loopback only. */
public final class TargetWebApi implements AutoCloseable {

    private static final String PATH = "/manualpeering/peers";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int NO_BODY = -1;
    private static final int MOST_BYTES = 1_000_000;

    private final ReferenceTarget target;
    private final Optional<String> token;
    private final HttpServer server;

    /**
     * Serves.
     *
     * @param target whose list
     * @param port 0 lets the system choose
     * @param token that must be sent as a bearer token, if any
     * @throws IOException the port is taken
     */
    public TargetWebApi(ReferenceTarget target, int port, Optional<String> token) throws IOException {
        this.target = target;
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(PATH, this::handle);
        server.start();
    }

    /**
     * Where it serves.
     *
     * @return for example {@code http://127.0.0.1:8080}
     */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            String sent = exchange.getRequestHeaders().getFirst("Authorization");
            if (token.isPresent() && !("Bearer " + token.get()).equals(sent)) {
                answer(exchange, 401, error("the token is missing or wrong"));
                return;
            }
            String text = new String(body, StandardCharsets.UTF_8);
            try {
                switch (exchange.getRequestMethod()) {
                    case "GET" -> answer(exchange, 200, KnownPeersText.told(target.list(onlyConnected(text))));
                    case "POST" -> {
                        target.add(KnownPeersText.read(text));
                        answer(exchange, 204, "");
                    }
                    case "DELETE" -> {
                        target.remove(KnownPeersText.read(text).stream()
                                .map(ListedPeer::publicKey)
                                .toList());
                        answer(exchange, 204, "");
                    }
                    default -> answer(exchange, 405, error("GET, POST or DELETE"));
                }
            } catch (ControlException | JacksonException bad) {
                answer(exchange, 400, error(String.valueOf(bad.getMessage())));
            }
        }
    }

    private static boolean onlyConnected(String text) {
        return !text.isBlank() && JSON.readTree(text).path("onlyConnected").asBoolean(false);
    }

    private static String error(String why) {
        return JSON.createObjectNode().put("error", why).toString();
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? NO_BODY : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
