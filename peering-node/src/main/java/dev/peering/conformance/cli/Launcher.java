package dev.peering.conformance.cli;

/** How this program was called, so that what it tells to paste works where it was called. */
final class Launcher {

    /** Set by the launcher. */
    private static final String PROPERTY = "peering.command";

    private Launcher() {}

    static String name() {
        String called = System.getProperty(PROPERTY, "peering");
        return called.matches("[\\w./+-]+") ? called : "'" + called.replace("'", "'\\''") + "'";
    }
}
