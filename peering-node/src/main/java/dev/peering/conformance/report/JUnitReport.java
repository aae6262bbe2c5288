package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit's XML, as build servers read it. A failure of a case that is not required is a skipped test with the failure as its message. */
public final class JUnitReport implements ReportWriter {

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(report, xml);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void suite(RunReport report, XMLStreamWriter xml) throws XMLStreamException {
        long skipped = report.results().stream()
                .filter(result -> skipped(report, result))
                .count();
        Optional<String> error = error(report);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "conformance." + report.suite());
        xml.writeAttribute("tests", String.valueOf(report.results().size() + (error.isPresent() ? 1 : 0)));
        xml.writeAttribute("failures", String.valueOf(report.requiredFailed().size()));
        xml.writeAttribute("errors", error.isPresent() ? "1" : "0");
        xml.writeAttribute("skipped", String.valueOf(skipped));
        xml.writeAttribute("time", seconds(report.took().toMillis()));
        xml.writeAttribute("timestamp", timestamp(report.started()));
        properties(report, xml);
        for (CaseResult result : report.results()) {
            one(report, result, xml);
        }
        if (error.isPresent()) {
            unfinished(report, error.get(), xml);
        }
        xml.writeEndElement();
    }

    /** Why the run as a whole came to nothing, apart from its cases. */
    private static Optional<String> error(RunReport report) {
        if (!report.note().isEmpty()) {
            return Optional.of(report.note());
        }
        return report.judged() ? Optional.empty() : Optional.of(Conclusion.sentence(report));
    }

    private static void properties(RunReport report, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("properties");
        property("suiteVersion", report.suiteVersion(), xml);
        property("target", report.target(), xml);
        property("targetKey", report.targetKey(), xml);
        property("seed", String.valueOf(report.seed()), xml);
        property("timeScale", String.valueOf(report.timeScale()), xml);
        property("strict", String.valueOf(report.strict()), xml);
        property("conclusion", Conclusion.sentence(report), xml);
        xml.writeEndElement();
    }

    private static void property(String name, String value, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", clean(value));
    }

    /** Build servers show errors of tests, so the run itself is one. */
    private static void unfinished(RunReport report, String error, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "conformance." + report.suite());
        xml.writeAttribute("name", "The run comes to its end and judges something.");
        xml.writeAttribute("time", seconds(report.took().toMillis()));
        xml.writeEmptyElement("error");
        xml.writeAttribute("message", clean(error));
        xml.writeEndElement();
    }

    private static boolean skipped(RunReport report, CaseResult result) {
        boolean optional = result.verdict().bad() && !result.failsRun(report.strict());
        return optional || !result.verdict().judges() || result.verdict() == Verdict.XFAIL;
    }

    private static void one(RunReport report, CaseResult result, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname",
                "conformance." + report.suite() + "."
                        + result.spec().role().name().toLowerCase(Locale.ROOT));
        xml.writeAttribute("name", result.spec().id() + " " + result.spec().requirement());
        xml.writeAttribute("time", seconds(result.took().toMillis()));
        if (result.failsRun(report.strict())) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(result.verdict() + ": " + result.text()));
            xml.writeCharacters(clean(Conclusion.why(result)));
            xml.writeEndElement();
        } else if (skipped(report, result)) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", clean(result.verdict() + ": " + result.text() + reason(result)));
            xml.writeEndElement();
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(result.verdict() + ": " + result.text()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String reason(CaseResult result) {
        return result.reason().isEmpty() ? "" : " (expected: " + result.reason() + ")";
    }

    /** UTC without saying so and whole seconds: JUnit's schema allows neither a zone nor a fraction. */
    private static String timestamp(Instant started) {
        return LocalDateTime.ofInstant(started, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    /** What XML 1.0 cannot hold becomes a question mark: texts may quote a target. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
