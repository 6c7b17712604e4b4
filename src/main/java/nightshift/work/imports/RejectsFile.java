package nightshift.work.imports;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The rejects of a partition. What counts is what lies before the length in the checkpoint: what was written beyond it by
 * a chunk that was never committed is written over by the next one. Rows of one place in the source always give the same
 * bytes at the same place here, so that a worker that lost the partition without knowing it can do no harm.
 */
final class RejectsFile implements Closeable {

    private final Path path;
    private FileChannel channel;

    RejectsFile(Path path) {
        this.path = path;
    }

    /** Writes at a place, and ends when it is on disk. */
    void write(long at, byte[] lines) throws IOException {
        boolean first = channel == null;
        if (first) {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        ByteBuffer rest = ByteBuffer.wrap(lines);
        while (rest.hasRemaining()) {
            channel.write(rest, at + rest.position());
        }
        channel.force(false);
        if (first) {
            syncFolder();
        }
    }

    /** So that the file itself outlives a power cut, not only what is in it. */
    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
