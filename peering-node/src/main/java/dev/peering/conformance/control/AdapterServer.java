package dev.peering.conformance.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The other end of {@link AdapterControl}: carries out commands that come as lines of JSON. Also what an adapter in another language has to do. */
public final class AdapterServer {

    private final Control control;

    /**
     * For something that can be controlled.
     *
     * @param control carries out
     */
    public AdapterServer(Control control) {
        this.control = control;
    }

    /**
     * Answers until the input ends.
     *
     * @param in commands
     * @param out answers
     * @return how many there were
     * @throws IOException input or output broke
     */
    public int serve(InputStream in, OutputStream out) throws IOException {
        int answered = 0;
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            out.write((answer(line) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            answered++;
        }
        return answered;
    }

    private ObjectNode answer(String line) {
        ObjectNode answer = PeerJson.MAPPER.createObjectNode();
        try {
            carryOut(PeerJson.MAPPER.readTree(line), answer.put("ok", true));
        } catch (ControlException e) {
            answer.put("ok", false).put("error", e.getMessage());
            answer.put("unsupported", e.kind() == ControlException.Kind.UNSUPPORTED);
        } catch (JacksonException e) {
            answer.put("ok", false).put("error", "not JSON: " + e.getOriginalMessage());
        }
        return answer;
    }

    private void carryOut(JsonNode question, ObjectNode answer) throws ControlException {
        String command = question.path("command").asString("");
        switch (command) {
            case "add" -> control.add(PeerJson.read(question.path("peers")));
            case "remove" ->
                control.remove(PeerJson.read(question.path("peers")).stream()
                        .map(ListedPeer::publicKey)
                        .toList());
            case "list" ->
                answer.set(
                        "peers",
                        PeerJson.writeTold(
                                control.list(question.path("onlyConnected").asBoolean(false))));
            case "start" -> control.start();
            case "stop" ->
                answer.put(
                        "exitCode",
                        control.stop(
                                Duration.ofMillis(question.path("limitMillis").asLong(5000))));
            case "restart" -> control.restart();
            case "config" -> control.config(strings(question.path("values")));
            case "usage" -> control.usage().forEach(answer::put);
            default -> throw ControlException.unsupported("unknown command '" + command + "'");
        }
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> values = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString("")));
        return values;
    }
}
