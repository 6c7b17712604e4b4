package nightshift.exports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nightshift.disk.DiskRoom;

/** The file that an attempt appends to, as long as that leaves enough of the disk free for others. */
final class ExportFile implements AutoCloseable {

    private static final long COPIED_AT_ONCE = 16 << 20;

    private final Path path;
    private final FileChannel channel;
    private final DiskRoom room;

    private ExportFile(Path path, FileChannel channel, DiskRoom room) {
        this.path = path;
        this.channel = channel;
        this.room = room;
    }

    /** A new file; there must be none. */
    static ExportFile create(Path path, DiskRoom room) throws IOException {
        return new ExportFile(
                path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), room);
    }

    /** Appends the first bytes of another file. */
    void copy(Path other, long bytes) throws IOException {
        try (FileChannel from = FileChannel.open(other, StandardOpenOption.READ)) {
            requireRoom(bytes);
            long copied = 0;
            while (copied < bytes) {
                long next = Math.min(COPIED_AT_ONCE, bytes - copied);
                requireRoom(next);
                long more = from.transferTo(copied, next, channel);
                if (more <= 0) {
                    throw new IOException(other + " ended after " + copied + " of " + bytes + " bytes");
                }
                copied += more;
            }
        }
    }

    void append(byte[] bytes) throws IOException {
        requireRoom(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private void requireRoom(long bytes) throws IOException {
        if (!room.has(path.getParent(), bytes)) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "there is no room for " + bytes + " more bytes in the folder of"
                            + " nightshift.bulk.dir (NIGHTSHIFT_BULK_DIR), where " + (DiskRoom.KEPT_FREE >> 20)
                            + " MiB are kept free");
        }
    }

    /** Removes it. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
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
