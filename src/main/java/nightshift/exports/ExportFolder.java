package nightshift.exports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.format.FileFormat;
import nightshift.job.Lease;
import nightshift.task.JobId;

/**
 * The folder of an export. Each attempt has a file of its own there: a worker that was frozen, and does not know yet
 * that another continues its work, writes to a file that nobody reads.
 */
record ExportFolder(Path path) {

    private static final int MARK_LENGTH = 8;

    /** @param bulk folder of all bulk work */
    static ExportFolder of(Path bulk, JobId id) {
        return new ExportFolder(bulk.resolve("exports").resolve(id.toString()));
    }

    /**
     * The part of a file's name that only this attempt has. The number alone is not enough, because a store that has
     * lost its last writes gives it out again.
     */
    static String mark(Lease lease) {
        return lease.attempt() + "-" + lease.token().substring(lease.token().length() - MARK_LENGTH);
    }

    void create() throws IOException {
        Files.createDirectories(path);
    }

    Path file(FileFormat format, String mark) {
        return path.resolve("jobs-" + mark + "." + format.label());
    }

    /** The file of a state, if it exists and has all the bytes that the state names. */
    Optional<Path> file(FileFormat format, ExportState state) {
        Path file = file(format, state.mark());
        try {
            return Files.size(file) >= state.bytes() ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The files that are there now. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }
}
