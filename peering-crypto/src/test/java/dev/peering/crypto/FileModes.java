package dev.peering.crypto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may do what with a file, written as {@code rw-r-----}. */
final class FileModes {

    private FileModes() {}

    /** Skips the test where files have no modes. */
    static void areNeeded() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no file modes here");
    }

    static String of(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    static void set(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    static void write(Path file, byte[] content, String mode) throws IOException {
        Files.write(file, content);
        set(file, mode);
    }
}
