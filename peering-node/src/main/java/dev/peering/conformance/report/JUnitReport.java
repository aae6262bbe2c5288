package dev.peering.conformance.report;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
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
        long failures = report.results().stream()
                .filter(result -> result.failsRun(report.strict()))
                .count();
        long skipped = report.results().stream()
                .filter(result -> skipped(report, result))
                .count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "conformance." + report.suite());
        xml.writeAttribute("tests", String.valueOf(report.results().size()));
        xml.writeAttribute("failures", String.valueOf(failures));
        xml.writeAttribute("errors", report.note().isEmpty() ? "0" : "1");
        xml.writeAttribute("skipped", String.valueOf(skipped));
        xml.writeAttribute("time", seconds(report.took().toMillis()));
        xml.writeAttribute("timestamp", report.started().toString());
        for (CaseResult result : report.results()) {
            one(report, result, xml);
        }
        xml.writeEndElement();
    }

    private static boolean skipped(RunReport report, CaseResult result) {
        boolean optional = result.verdict().bad() && !result.failsRun(report.strict());
        return optional
                || result.verdict() == Verdict.SKIP
                || result.verdict() == Verdict.UNSUPPORTED
                || result.verdict() == Verdict.XFAIL;
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
            xml.writeCharacters(clean(result.spec().why()));
            xml.writeEndElement();
        } else if (skipped(report, result)) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", clean(result.verdict() + ": " + result.text() + " " + result.reason()));
            xml.writeEndElement();
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(result.verdict() + ": " + result.text()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    /** What XML 1.0 cannot hold becomes a question mark: texts may quote a target. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
