package dev.peering.conformance.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Talks to the operator's adapter program: one JSON object per line in, one per line out, in order.
 *
 * <p>Asked: {@code {"command":"add","peers":[...]}}, {@code remove}, {@code list}, {@code start}, {@code stop}, {@code restart}, {@code config},
 * {@code usage}. Answered: {@code {"ok":true,...}}, {@code {"ok":false,"error":"..."}} or {@code {"unsupported":true}}. An adapter that ends with
 * 89 or 127 supports nothing more. A line is at most {@value #MOST_CHARACTERS} characters; an answer must come within 30 s.
 */
public final class AdapterControl implements Control {

    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int EXIT_UNSUPPORTED = 89;
    private static final int EXIT_NOT_FOUND = 127;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(64);
    private boolean hung;

    /** Said by the reading thread when the adapter's output ends. */
    private static final String END = "";

    /**
     * Starts the adapter.
     *
     * @param words its command line
     * @throws ControlException it cannot be started
     */
    public AdapterControl(List<String> words) throws ControlException {
        this(started(words));
    }

    /**
     * With an adapter that runs.
     *
     * @param process reads commands and writes answers
     */
    public AdapterControl(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "adapter");
        reader.setDaemon(true);
        reader.start();
    }

    private static Process started(List<String> words) throws ControlException {
        try {
            return new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw broken("the adapter cannot be started: " + e.getMessage());
        }
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0 && line.length() < MOST_CHARACTERS; c = in.read()) {
                if (c != '\n') {
                    line.append((char) c);
                } else if (!line.toString().isBlank()) {
                    lines.put(line.toString());
                    line.setLength(0);
                }
            }
        } catch (IOException e) {
            // The end is told below, whatever its cause.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!lines.offer(END)) {
                process.destroyForcibly();
            }
        }
    }

    private synchronized JsonNode ask(ObjectNode question) throws ControlException {
        String command = question.path("command").asString();
        if (hung) {
            throw broken("the adapter hangs; it was asked before and did not answer");
        }
        try {
            OutputStream out = process.getOutputStream();
            out.write((question + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw ended(command);
        }
        return judge(command, answer(command));
    }

    private String answer(String command) throws ControlException {
        try {
            String line = lines.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                hung = true;
                process.destroyForcibly();
                throw broken("the adapter did not answer '" + command + "' within " + LIMIT.toSeconds() + " s");
            }
            if (line.equals(END)) {
                throw ended(command);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken("interrupted while the adapter was asked");
        }
    }

    private static JsonNode judge(String command, String line) throws ControlException {
        JsonNode answer;
        try {
            answer = PeerJson.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw broken("the adapter answered '" + command + "' with something that is not JSON: "
                    + line.substring(0, Math.min(80, line.length())));
        }
        if (answer.path("unsupported").asBoolean(false)) {
            throw ControlException.unsupported("the adapter cannot '" + command + "'");
        }
        if (!answer.path("ok").asBoolean(false)) {
            throw new ControlException(
                    ControlException.Kind.REFUSED, answer.path("error").asString("no reason given"));
        }
        return answer;
    }

    private ControlException ended(String command) {
        try {
            if (process.waitFor(2, TimeUnit.SECONDS)) {
                int code = process.exitValue();
                return code == EXIT_UNSUPPORTED || code == EXIT_NOT_FOUND
                        ? ControlException.unsupported("the adapter ended with " + code + " when asked to " + command)
                        : broken("the adapter ended with " + code + " when asked to " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return broken("the adapter does not listen any more");
    }

    private static ObjectNode question(String command) {
        return PeerJson.MAPPER.createObjectNode().put("command", command);
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public void add(List<ListedPeer> peers) throws ControlException {
        ObjectNode question = question("add");
        question.set("peers", PeerJson.write(peers));
        ask(question);
    }

    @Override
    public void remove(List<String> publicKeys) throws ControlException {
        ObjectNode question = question("remove");
        ArrayNode array = question.putArray("peers");
        publicKeys.forEach(key -> array.addObject().put("publicKey", key));
        ask(question);
    }

    @Override
    public List<ListedPeer> list(boolean onlyConnected) throws ControlException {
        return PeerJson.read(
                ask(question("list").put("onlyConnected", onlyConnected)).path("peers"));
    }

    @Override
    public int stop(Duration limit) throws ControlException {
        return ask(question("stop").put("limitMillis", limit.toMillis()))
                .path("exitCode")
                .asInt(0);
    }

    @Override
    public void start() throws ControlException {
        ask(question("start"));
    }

    @Override
    public void restart() throws ControlException {
        ask(question("restart"));
    }

    @Override
    public void config(Map<String, String> values) throws ControlException {
        ObjectNode question = question("config");
        ObjectNode all = question.putObject("values");
        values.forEach(all::put);
        ask(question);
    }

    @Override
    public Map<String, Long> usage() throws ControlException {
        Map<String, Long> usage = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : ask(question("usage")).properties()) {
            if (entry.getValue().isIntegralNumber()) {
                usage.put(entry.getKey(), entry.getValue().asLong());
            }
        }
        return usage;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static ControlException broken(String why) {
        return new ControlException(ControlException.Kind.BROKEN, why);
    }

    @Override
    public String toString() {
        return "adapter";
    }
}
