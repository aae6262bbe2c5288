package dev.peering.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the operator chose, checked.
 *
 * @param seed the identity itself, when it is given instead of a file
 * @param identityFile where the identity is kept otherwise
 * @param storeFile where changes made at run time are kept
 * @param ed25519 who makes and checks signatures
 * @param manual manual peering
 * @param openDex OpenDEX
 * @param log logging
 * @param notes what the operator should know although it is no fault; one sentence each
 */
public record NodeConfig(
        Optional<Secret> seed,
        Path identityFile,
        Path storeFile,
        String ed25519,
        ManualConfig manual,
        OpenDexConfig openDex,
        LogConfig log,
        List<String> notes) {

    /** Copies the notes. */
    public NodeConfig {
        notes = List.copyOf(notes);
    }

    /**
     * Reads the configuration: the file, over it the environment, over that the flags.
     *
     * @param file the file; empty for none
     * @param environment the environment variables; an empty one counts as not set
     * @param flags what the command line says
     * @return the configuration
     * @throws ConfigException with everything that is wrong, each with its place
     */
    public static NodeConfig read(Optional<Path> file, Map<String, String> environment, Map<Setting, String> flags)
            throws ConfigException {
        return ConfigLayers.read(file, environment, flags);
    }
}
