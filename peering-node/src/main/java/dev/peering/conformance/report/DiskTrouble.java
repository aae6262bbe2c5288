package dev.peering.conformance.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, in words: the system's exceptions often say a path only. */
public final class DiskTrouble {

    private DiskTrouble() {}

    /**
     * In words.
     *
     * @param trouble what the system said
     * @return why, without the path that was asked for
     */
    public static String text(IOException trouble) {
        // Whoever writes XML wraps it twice.
        for (Throwable cause = trouble.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException inner) {
                return text(inner);
            }
        }
        if (trouble instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (trouble instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (trouble instanceof AccessDeniedException) {
            return "this user may not";
        }
        if (trouble instanceof CharacterCodingException) {
            return "it is not a text in UTF-8";
        }
        if (trouble instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return String.valueOf(trouble.getMessage());
    }
}
