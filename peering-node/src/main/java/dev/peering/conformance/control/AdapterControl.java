package dev.peering.conformance.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * {@value ExitCodes#UNSUPPORTED} or {@value ExitCodes#NOT_FOUND} cannot do what it was asked; it is not asked that again, and started anew for the next
 * other command. A line is at most {@value #MOST_CHARACTERS} characters; an answer must come in time.
 */
public final class AdapterControl implements Control {

    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_LINES = 64;
    private static final int MOST_QUOTED = 80;
    private final Duration limit;
    private final Starter starter;
    private final Set<String> unsupported = new HashSet<>();
    private Process process;
    private BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_LINES);

    /** Why it had to be ended by force, if it had to. */
    private String lost = "";

    private boolean leftOrderly;

    /** Answers to questions whose askers were interrupted; they come before the next one's. */
    private int owed;

    /** Said by the reading thread when the adapter's output ends; no answer is blank. */
    private static final String END = "";

    /** Said by the reading thread when a line has become too long. */
    private static final String TOO_LONG = " ";

    /**
     * Starts the adapter.
     *
     * @param words its command line
     * @param limit within which each answer must come
     * @throws ControlException it cannot be started
     */
    public AdapterControl(List<String> words, Duration limit) throws ControlException {
        this.limit = limit;
        this.starter = () -> started(words);
        this.process = starter.start();
        read();
    }

    /**
     * With an adapter that runs.
     *
     * @param process reads commands and writes answers
     * @param limit within which each answer must come
     */
    public AdapterControl(Process process, Duration limit) {
        this.limit = limit;
        this.starter = () -> {
            throw broken("the adapter has ended");
        };
        this.process = process;
        read();
    }

    private interface Starter {
        Process start() throws ControlException;
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
        owed = 0;
        Process from = process;
        BlockingQueue<String> into = new LinkedBlockingQueue<>(MOST_LINES);
        lines = into;
        Thread reader = new Thread(() -> read(from, into), "adapter");
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(Process process, BlockingQueue<String> lines) {
        String last = END;
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
            last = line.length() < MOST_CHARACTERS ? END : TOO_LONG;
        } catch (IOException e) {
            // The end is told below, whatever its cause.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!lines.offer(last)) {
                ProcessTree.kill(process);
            }
        }
    }

    private synchronized JsonNode ask(ObjectNode question) throws ControlException {
        String command = question.path("command").asString();
        if (!lost.isEmpty()) {
            throw broken("it was ended before: " + lost);
        }
        if (unsupported.contains(command)) {
            throw ControlException.unsupported("the adapter cannot '" + command + "'");
        }
        if (leftOrderly) {
            leftOrderly = false;
            process = starter.start();
            read();
        }
        try {
            OutputStream out = process.getOutputStream();
            out.write((question + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw ended(command, false);
        }
        return judge(command, answer(command));
    }

    private String answer(String command) throws ControlException {
        owed++;
        try {
            while (true) {
                String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (line == null) {
                    throw lost("the adapter did not answer '" + command + "' within " + limit.toSeconds() + " s");
                }
                if (line.equals(TOO_LONG)) {
                    throw lost("the adapter's answer to '" + command + "' is too long: " + MOST_CHARACTERS
                            + " characters without a line end");
                }
                if (line.equals(END)) {
                    throw ended(command, true);
                }
                owed--;
                if (owed == 0) {
                    return line;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ControlException.unanswered("interrupted while the adapter was asked");
        }
    }

    /** It is ended: what it would say later would be taken for the answer to something else. */
    private ControlException lost(String why) {
        lost = why;
        ProcessTree.kill(process);
        return ControlException.unanswered(why);
    }

    private static JsonNode judge(String command, String line) throws ControlException {
        JsonNode answer;
        try {
            answer = PeerJson.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw ControlException.unanswered("the adapter answered '" + command + "' with something that is not JSON: "
                    + Printable.of(line, MOST_QUOTED) + "; only answers may go to its standard output");
        }
        if (answer.path("unsupported").asBoolean(false)) {
            throw ControlException.unsupported("the adapter cannot '" + command + "'");
        }
        if (!answer.path("ok").isBoolean()) {
            throw ControlException.unanswered("the adapter answered '" + command + "' with JSON that has no \"ok\": "
                    + Printable.of(line, MOST_QUOTED));
        }
        if (!answer.path("ok").asBoolean(false)) {
            throw new ControlException(
                    ControlException.Kind.REFUSED, answer.path("error").asString("no reason given"));
        }
        return answer;
    }

    private ControlException ended(String command, boolean asked) {
        String what = "the adapter does not listen any more when asked to " + command;
        try {
            if (process.waitFor(2, TimeUnit.SECONDS)) {
                int code = process.exitValue();
                if (ExitCodes.cannot(code)) {
                    unsupported.add(command);
                    leftOrderly = true;
                    return ControlException.unsupported("the adapter ended with " + code + " when asked to " + command);
                }
                what = "the adapter "
                        + (asked
                                ? "ended with " + code + " when asked to " + command
                                : "had ended with " + code + " before it was asked to " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return asked ? ControlException.unanswered(what) : broken(what);
    }

    private static ObjectNode question(String command) {
        return PeerJson.MAPPER.createObjectNode().put("command", command);
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public boolean canStop() {
        return true;
    }

    @Override
    public boolean mayHoldTarget() {
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
    public synchronized void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                ProcessTree.kill(process);
            }
        } catch (IOException e) {
            ProcessTree.kill(process);
        } catch (InterruptedException e) {
            ProcessTree.kill(process);
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
