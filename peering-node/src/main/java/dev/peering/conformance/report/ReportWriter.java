package dev.peering.conformance.report;

import dev.peering.conformance.RunReport;
import java.io.IOException;
import java.io.Writer;

/** One form of report. */
public interface ReportWriter {

    /**
     * Writes the whole report.
     *
     * @param report what was found
     * @param out where to; stays open
     * @throws IOException it could not be written
     */
    void write(RunReport report, Writer out) throws IOException;
}
