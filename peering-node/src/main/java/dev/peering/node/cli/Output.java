package dev.peering.node.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written: a {@link PrintStream} swallows that, and a full disk would look like success. */
final class Output extends PrintStream {

    /** What the C library calls the end of a reader that has seen enough, such as {@code head}. */
    private static final String READER_LEFT = "Broken pipe";

    private final Listening below;

    private Output(Listening below, Charset charset) {
        super(below, true, charset);
        this.below = below;
    }

    static Output ofProcess(Charset charset) {
        return over(new FileOutputStream(FileDescriptor.out), charset);
    }

    static Output over(OutputStream below, Charset charset) {
        return new Output(new Listening(below), charset);
    }

    /** Why not everything that was printed got out. A reader that left wanted no more: that is no trouble. */
    Optional<String> trouble() {
        flush();
        return Optional.ofNullable(below.first)
                .map(why -> String.valueOf(why.getMessage()))
                .filter(why -> !why.equals(READER_LEFT));
    }

    private static final class Listening extends FilterOutputStream {

        private @Nullable IOException first;

        Listening(OutputStream below) {
            super(below);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException failed) {
                first = first == null ? failed : first;
                throw failed;
            }
        }
    }
}
