package nightshift.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the last part of a disk free, so that other programs that write there, such as Redis, do not find it full. */
@FunctionalInterface
public interface DiskRoom {

    /** What is left free for others, in bytes. */
    long KEPT_FREE = 256L << 20;

    /** Bytes that can be written where a folder is. */
    long bytes(Path folder) throws IOException;

    /** Whether enough of the disk stays free for others after this many more bytes. */
    default boolean has(Path folder, long more) throws IOException {
        return bytes(folder) - more >= KEPT_FREE;
    }

    /** The free space of the real disk. */
    static DiskRoom real() {
        return folder -> Files.getFileStore(folder).getUsableSpace();
    }
}
