package dev.peering.conformance;

/** Which edition of the suite judged: without it two reports cannot be compared, since cases come and change. */
public final class SuiteVersion {

    private SuiteVersion() {}

    /**
     * As the jar says it.
     *
     * @return for example {@code 0.1.0}, or that it was not run from a jar
     */
    public static String number() {
        String version = SuiteVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }
}
