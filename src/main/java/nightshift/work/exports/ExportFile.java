package nightshift.work.exports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that an attempt appends to. */
final class ExportFile implements AutoCloseable {

    private static final long COPIED_AT_ONCE = 16 << 20;

    private final FileChannel channel;

    private ExportFile(FileChannel channel) {
        this.channel = channel;
    }

    /** A new file; one that is there already is emptied. */
    static ExportFile create(Path path) throws IOException {
        return new ExportFile(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE));
    }

    /** Appends the first bytes of another file. */
    void copy(Path other, long bytes) throws IOException {
        try (FileChannel from = FileChannel.open(other, StandardOpenOption.READ)) {
            long copied = 0;
            while (copied < bytes) {
                long more = from.transferTo(copied, Math.min(COPIED_AT_ONCE, bytes - copied), channel);
                if (more <= 0) {
                    throw new IOException(other + " ended after " + copied + " of " + bytes + " bytes");
                }
                copied += more;
            }
        }
    }

    void append(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** Returns when the disk has everything. */
    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
