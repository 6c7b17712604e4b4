package nightshift.work.exports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nightshift.bulk.FileFormat;
import nightshift.job.JobId;

/**
 * The folder of an export. Each attempt has a file of its own there: a worker that was frozen, and does not know yet that
 * another has taken over, writes where nobody reads.
 */
record ExportFolder(Path path) {

    /** @param bulk folder of all bulk work */
    static ExportFolder of(Path bulk, JobId id) {
        return new ExportFolder(bulk.resolve("exports").resolve(id.toString()));
    }

    void create() throws IOException {
        Files.createDirectories(path);
    }

    Path file(FileFormat format, int attempt) {
        return path.resolve("jobs-" + attempt + "." + format.label());
    }

    /** The file of a state, if it is there with all that counts. */
    Optional<Path> file(FileFormat format, ExportState state) {
        Path file = file(format, state.attempt());
        try {
            return Files.size(file) >= state.bytes() ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes the files of the attempts before one; those after it are none of its business. */
    void removeBefore(FileFormat format, int attempt) throws IOException {
        for (int before = 1; before < attempt; before++) {
            Files.deleteIfExists(file(format, before));
        }
    }
}
