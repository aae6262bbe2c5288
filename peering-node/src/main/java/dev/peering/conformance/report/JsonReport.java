package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Trace;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON for programs; its form is {@code report.schema.json} beside this class, version {@link RunReport#SCHEMA_VERSION}. */
public final class JsonReport implements ReportWriter {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", RunReport.SCHEMA_VERSION)
                .put("suite", report.suite())
                .put("title", report.title())
                .put("suiteVersion", report.suiteVersion())
                .put("target", report.target())
                .put("targetKey", report.targetKey())
                .put("seed", report.seed())
                .put("timeScale", report.timeScale())
                .put("strict", report.strict())
                .put("started", report.started().toString())
                .put("tookMillis", report.took().toMillis())
                .put("passed", report.passed())
                .put("note", report.note());
        strings(root.putArray("requiredFailed"), Conclusion.ids(report.requiredFailed()));
        strings(root.putArray("requiredNotTried"), Conclusion.ids(report.requiredUntried()));
        strings(root.putArray("measurements"), report.measurements());
        ObjectNode tally = root.putObject("tally");
        report.tally().forEach((verdict, count) -> tally.put(verdict.name(), count));
        ArrayNode results = root.putArray("results");
        report.results().forEach(result -> results.add(result(result)));
        out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static ObjectNode result(CaseResult result) {
        ObjectNode node = spec(result.spec());
        node.put("verdict", result.verdict().name())
                .put("text", result.text())
                .put("partly", result.partly())
                .put("reason", result.reason())
                .put("startedMillis", result.startedMillis())
                .put("tookMillis", result.took().toMillis())
                .put("droppedEntries", result.trace().dropped());
        ArrayNode timeline = node.putArray("timeline");
        for (Trace.Entry entry : result.trace().entries()) {
            timeline.addObject()
                    .put("micros", entry.micros())
                    .put("line", entry.line())
                    .put("kind", entry.kind().name())
                    .put("text", entry.text())
                    .put("bytes", entry.bytes().toHex())
                    .put("length", entry.length());
        }
        return node;
    }

    private static ObjectNode spec(CaseSpec spec) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", spec.id())
                .put("level", spec.level().name())
                .put("role", spec.role().name())
                .put("place", spec.place())
                .put("requirement", spec.requirement())
                .put("why", spec.why())
                .put("stimulus", spec.stimulus());
        strings(node.putArray("passes"), spec.passes());
        strings(node.putArray("fails"), spec.fails());
        return node;
    }

    private static void strings(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    /**
     * The list of cases.
     *
     * @param specs the cases
     * @return a JSON array
     */
    public static String list(List<CaseSpec> specs) {
        ArrayNode array = MAPPER.createArrayNode();
        specs.forEach(spec -> array.add(spec(spec)));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(array);
    }
}
