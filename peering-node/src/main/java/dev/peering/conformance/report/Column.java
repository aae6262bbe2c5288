package dev.peering.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The verdicts of one run, case by case: read from a {@code report.json}, or from a file of expected results of the same form that holds nothing else
 * ({@code {"results":[{"id":"MP-I-01","verdict":"PASS"}]}}). Whether a failure was expected makes no difference here: XFAIL is FAIL, XPASS is PASS.
 */
public final class Column {

    private static final long MOST_BYTES = 64_000_000;
    private static final String ABSENT = "nothing";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, String> verdicts;

    private Column(Map<String, String> verdicts) {
        this.verdicts = Map.copyOf(verdicts);
    }

    /**
     * Reads one.
     *
     * @param file at most 64 MB
     * @return its verdicts
     * @throws IOException it cannot be read, is too long, or has not that form
     */
    public static Column read(Path file) throws IOException {
        return read(file, "verdict");
    }

    /**
     * Reads one of several that a file holds: a result may say something else of another edition of the same target, {@code
     * {"id":"OX-24","verdict":"PASS","1.2.5":"FAIL"}}.
     *
     * @param file at most 64 MB
     * @param name of the member that counts where it is there; where it is not, {@code verdict} does
     * @return its verdicts
     * @throws IOException it cannot be read, is too long, has not that form, or no result has that member
     */
    public static Column read(Path file, String name) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("longer than " + MOST_BYTES + " bytes");
        }
        JsonNode results;
        try {
            results = MAPPER.readTree(Files.readAllBytes(file)).path("results");
        } catch (JacksonException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        }
        Map<String, String> verdicts = new TreeMap<>();
        boolean named = false;
        for (JsonNode result : results) {
            String id = result.path("id").asString("");
            named |= result.has(name);
            String verdict = result.path(result.has(name) ? name : "verdict").asString("");
            if (id.isEmpty() || verdict.isEmpty() || verdicts.put(id, plain(verdict)) != null) {
                throw new IOException("a result has no id, no verdict, or comes twice: " + id);
            }
        }
        if (verdicts.isEmpty()) {
            throw new IOException("there are no results in it");
        }
        if (!named) {
            throw new IOException("no result has a column " + name);
        }
        return new Column(verdicts);
    }

    private static String plain(String verdict) {
        return verdict.equals("XFAIL") ? "FAIL" : verdict.equals("XPASS") ? "PASS" : verdict;
    }

    /**
     * How many cases it has.
     *
     * @return at least 1
     */
    public int size() {
        return verdicts.size();
    }

    /**
     * The verdict on one case.
     *
     * @param id of the case
     * @return the name of a verdict, or {@code nothing}
     */
    public String verdict(String id) {
        return verdicts.getOrDefault(id, ABSENT);
    }

    /**
     * Cases whose verdicts differ, those included that only one column has.
     *
     * @param other to compare with
     * @return their ids, sorted
     */
    public Set<String> differing(Column other) {
        Set<String> ids = new TreeSet<>(verdicts.keySet());
        ids.addAll(other.verdicts.keySet());
        ids.removeIf(id -> verdict(id).equals(other.verdict(id)));
        return ids;
    }
}
