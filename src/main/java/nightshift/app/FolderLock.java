package nightshift.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reserves a folder for one server. The operating system releases the lock when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /** @throws CannotStart if another server has the folder, or it cannot be written */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel file =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(file) == null) {
                file.close();
                throw new CannotStart("nightshift.data.dir (NIGHTSHIFT_DATA_DIR): another server uses " + folder
                        + "; stop it, or give this one a folder of its own");
            }
            return new FolderLock(file);
        } catch (IOException e) {
            throw new CannotStart("nightshift.data.dir (NIGHTSHIFT_DATA_DIR): cannot write in " + folder + ": " + e);
        }
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
