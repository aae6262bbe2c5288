package dev.peering.node.cli;

import dev.peering.conformance.SuiteVersion;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, from its jar, and of what it runs on. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "peering " + number(),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    /** Node and suite come in one jar. */
    static String number() {
        return SuiteVersion.number();
    }
}
