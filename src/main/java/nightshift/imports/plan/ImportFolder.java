package nightshift.imports.plan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import nightshift.format.FileFormat;
import nightshift.task.JobId;

/**
 * The files of an import. Their names come from its id alone.
 *
 * @param path its folder
 */
public record ImportFolder(Path path) {

    /** @param bulk folder of all bulk work */
    public static ImportFolder of(Path bulk, JobId id) {
        return new ImportFolder(all(bulk).resolve(id.toString()));
    }

    /** The folder of all imports. */
    public static Path all(Path bulk) {
        return bulk.resolve("imports");
    }

    /** The folder of uploads in progress. */
    static Path uploads(Path bulk) {
        return bulk.resolve("uploads");
    }

    /** A file that is being uploaded. */
    public static Path upload(Path bulk, JobId id) {
        return uploads(bulk).resolve(id + ".part");
    }

    /** The imported file. */
    public Path source(FileFormat format) {
        return path.resolve("source." + format.label());
    }

    /** The rejected rows of a part of the file, one JSON value on each line. */
    public Path rejects(int partition) {
        return path.resolve("rejects-" + partition + ".ndjson");
    }

    /** Moves an uploaded file into the folder, so that it survives a power cut. */
    public void take(Path upload, FileFormat format) throws IOException {
        Files.createDirectories(path);
        Files.move(upload, source(format), StandardCopyOption.ATOMIC_MOVE);
        for (Path folder : List.of(path, path.getParent(), path.getParent().getParent())) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Deletes the folder with everything in it. Does nothing if it does not exist. */
    public void delete() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }
}
