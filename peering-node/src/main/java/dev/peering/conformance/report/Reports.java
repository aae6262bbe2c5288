package dev.peering.conformance.report;

import dev.peering.conformance.RunReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All files of a run, written into one directory. */
public final class Reports {

    private static final Map<String, ReportWriter> FORMS = forms();

    private Reports() {}

    private static Map<String, ReportWriter> forms() {
        Map<String, ReportWriter> forms = new LinkedHashMap<>();
        forms.put("report.json", new JsonReport());
        forms.put("junit.xml", new JUnitReport());
        forms.put("report.tap", new TapReport());
        forms.put("report.html", new HtmlReport());
        return forms;
    }

    /**
     * Checks before a run that files can be written, so that nobody waits two minutes for nothing.
     *
     * @param directory made when it is missing
     * @throws IOException they cannot
     */
    public static void prepare(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (!Files.isWritable(directory)) {
            throw new IOException("no file can be written in " + directory);
        }
    }

    /**
     * Takes away what an earlier run left there: whatever becomes of this one, nobody must take those results for its own.
     *
     * @param directory where {@link #write} will write
     * @throws IOException it stays
     */
    public static void clear(Path directory) throws IOException {
        for (String name : FORMS.keySet()) {
            Path old = directory.resolve(name);
            if (Files.isRegularFile(old)) {
                Files.delete(old);
            }
        }
    }

    /**
     * Writes all forms.
     *
     * @param report what was found
     * @param directory where to
     * @throws IOException some could not be written and are not there; the others are
     */
    public static void write(RunReport report, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, ReportWriter> form : FORMS.entrySet()) {
            Path file = directory.resolve(form.getKey());
            try (Writer out = Files.newBufferedWriter(file)) {
                form.getValue().write(report, out);
            } catch (IOException why) {
                missing.add(form.getKey() + " (" + DiskTrouble.text(why) + ")");
                removeHalf(file);
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException(String.join(", ", missing));
        }
    }

    /** Half a report looks like a whole one to a program that reads it. */
    private static void removeHalf(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // The failure to write it is told, and that says enough.
        }
    }

    /**
     * The tree for the terminal.
     *
     * @param report what was found
     * @return the text
     */
    public static String tree(RunReport report) {
        StringWriter out = new StringWriter();
        try {
            new TreeReport().write(report, out);
        } catch (IOException e) {
            throw new AssertionError("a text in memory does not fail", e);
        }
        return out.toString();
    }
}
