package dev.peering.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A configuration as an operator has it: a file, an environment and flags. */
record ConfigFolder(Path folder) {

    /** From seed 001. */
    static final String CAROL = "CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3";

    /** From the worked examples of manual peering. */
    static final String BOB = "3ogUn1GNXoASaRbxPNeVJnVv5rG4EPBtmQmX61jVorUe";

    NodeConfig read(String json) throws ConfigException, IOException {
        return read(json, Map.of(), Map.of());
    }

    NodeConfig read(String json, Map<String, String> environment, Map<Setting, String> flags)
            throws ConfigException, IOException {
        Path file = file("node.json");
        Files.writeString(file, json);
        return NodeConfig.read(Optional.of(file), environment, flags);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Complaints name the file by its whole path; a test wants the part that counts. */
    String shortened(String text) {
        return text.replace(folder + "/", "");
    }
}
