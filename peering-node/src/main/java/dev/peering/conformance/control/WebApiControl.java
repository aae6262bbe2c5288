package dev.peering.conformance.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes the list through GoShimmer's {@code /manualpeering/peers}. Answers are read up to 4 MB. */
public final class WebApiControl implements Control {

    private static final int MOST_BYTES = 4_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI peers;
    private final Optional<String> token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /**
     * With a base address.
     *
     * @param base for example {@code http://127.0.0.1:8080}
     * @param token sent as a bearer token, if any
     * @throws IllegalArgumentException this is no address of a web API; the message says what one is
     */
    public WebApiControl(String base, Optional<String> token) {
        this.peers = address(base.replaceAll("/+$", "") + "/manualpeering/peers")
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be an http or https address, such as http://127.0.0.1:8080, not '" + base + "'"));
        this.token = token;
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public void add(List<ListedPeer> listed) throws ControlException {
        call("POST", PeerJson.write(listed).toString());
    }

    @Override
    public void remove(List<String> publicKeys) throws ControlException {
        ArrayNode array = PeerJson.MAPPER.createArrayNode();
        publicKeys.forEach(key -> array.addObject().put("publicKey", key));
        call("DELETE", array.toString());
    }

    @Override
    public List<ListedPeer> list(boolean onlyConnected) throws ControlException {
        ObjectNode wanted = PeerJson.MAPPER.createObjectNode().put("onlyConnected", onlyConnected);
        String answer = call("GET", wanted.toString());
        try {
            return PeerJson.read(PeerJson.MAPPER.readTree(answer));
        } catch (JacksonException e) {
            throw broken("the web API did not answer with JSON: " + e.getOriginalMessage());
        }
    }

    private String call(String method, String body) throws ControlException {
        HttpRequest.Builder request = HttpRequest.newBuilder(peers)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            String text;
            try (InputStream in = response.body()) {
                text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
            if (response.statusCode() / 100 == 2) {
                return text;
            }
            String what = method + " " + peers + " was answered with " + response.statusCode() + ": "
                    + text.substring(0, Math.min(200, text.length()));
            String remedy = response.statusCode() == 401 || response.statusCode() == 403
                    ? "; give its token with --web-api-token"
                    : response.statusCode() == 404 ? "; is this GoShimmer's kind of web API, and switched on?" : "";
            throw new ControlException(kindOf(response.statusCode()), what + remedy);
        } catch (IOException e) {
            String what = "the web API at " + peers + " does not answer " + method + " ("
                    + e.getClass().getSimpleName() + "); is it switched on, and is this its address?";
            boolean neverAsked = e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
            throw neverAsked ? broken(what) : ControlException.unanswered(what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ControlException.unanswered("interrupted while the web API was asked");
        }
    }

    /** Some speak about the API, some about our way of asking, everything else about the entries. */
    private static ControlException.Kind kindOf(int status) {
        return switch (status) {
            case 404, 405, 501 -> ControlException.Kind.UNSUPPORTED;
            case 401, 403 -> ControlException.Kind.BROKEN;
            default -> ControlException.Kind.REFUSED;
        };
    }

    private static ControlException broken(String why) {
        return new ControlException(ControlException.Kind.BROKEN, why);
    }

    @Override
    public String toString() {
        return "web API";
    }
}
