package nightshift.imports.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nightshift.disk.DiskRoom;
import nightshift.task.AttemptFailed;

/**
 * The rejects of a partition. What counts is what lies before the length in the checkpoint: what was written beyond it by
 * a chunk that was never committed is written over by the next one. One version of Nightshift makes the same bytes of the
 * same rows, at the same place here, so that a worker that lost the partition without knowing it can do no harm; so that
 * one of another version does none, workers look whether they hold their lease before they write.
 */
final class RejectsFile implements Closeable {

    private final Path path;
    private final DiskRoom room;
    private FileChannel channel;

    RejectsFile(Path path, DiskRoom room) {
        this.path = path;
        this.room = room;
    }

    /**
     * Writes at a place, and ends when it is on disk.
     *
     * @throws AttemptFailed if others would find the disk full then; nothing is written
     */
    void write(long at, byte[] lines) throws AttemptFailed, IOException {
        requireRoom(lines.length);
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

    private void requireRoom(int more) throws AttemptFailed, IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (!room.has(folder, more)) {
            throw AttemptFailed.retryable(
                    "disk-full",
                    "There is no room on the disk for rejected rows, of which "
                            + (DiskRoom.KEPT_FREE >> 20) + " MiB stay free for others. Make room in " + folder
                            + ", which nightshift.bulk.dir (NIGHTSHIFT_BULK_DIR) names;"
                            + " the import continues where it is.",
                    null);
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
