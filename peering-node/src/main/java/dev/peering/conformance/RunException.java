package dev.peering.conformance;

/** The run cannot start or go on. The message says why and what to do; the exit code says whose business it is. */
public final class RunException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The command was given wrongly. */
    public static final int USAGE = 2;

    /** The target is not there, is another node or none at all, or knows none of our keys. */
    public static final int UNREACHABLE = 3;

    /** The suite itself, its adapter or its report failed. */
    public static final int TESTER_FAULT = 4;

    private final int exitCode;

    /**
     * Why the run ends.
     *
     * @param exitCode one of the constants
     * @param message cause and remedy
     */
    public RunException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * What the process should end with.
     *
     * @return one of the constants
     */
    public int exitCode() {
        return exitCode;
    }
}
