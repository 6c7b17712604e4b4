package nightshift.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import nightshift.bulk.BulkJobs;
import nightshift.bulk.BulkKind;
import nightshift.job.Job;
import nightshift.job.JobCatalog;
import nightshift.job.JobId;
import nightshift.job.StoreUnavailable;

/**
 * Removes from the folder of bulk work what nobody needs any more: files of jobs that ended long ago or are gone, and
 * uploads that were broken off by the end of their server. Any number of servers may sweep one folder.
 */
public final class BulkSweeper {

    private static final Logger LOG = Logger.getLogger(BulkSweeper.class.getName());
    private static final Map<BulkKind, String> FOLDERS = Map.of(BulkKind.IMPORT, "imports", BulkKind.EXPORT, "exports");

    /** Between the making of a folder and the beginning of its job there is only a moment. */
    private static final Duration ORPHAN_AFTER = Duration.ofHours(1);
    private static final Duration UPLOAD_LONGEST = Duration.ofHours(24);

    private final Path dir;
    private final Duration retention;
    private final BulkJobs bulkJobs;
    private final JobCatalog catalog;
    private final Clock clock;

    /** @param retention how long files stay after the end of their job */
    public BulkSweeper(Path dir, Duration retention, BulkJobs bulkJobs, JobCatalog catalog, Clock clock) {
        this.dir = dir;
        this.retention = retention;
        this.bulkJobs = bulkJobs;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Sweeps once. What cannot be done now is left for the next time. */
    public void sweep() {
        try {
            for (Path upload : children(dir.resolve("uploads"))) {
                if (isOlder(upload, UPLOAD_LONGEST)) {
                    delete(upload);
                }
            }
            for (BulkKind kind : BulkKind.values()) {
                sweep(kind);
            }
        } catch (StoreUnavailable e) {
            LOG.log(Level.FINE, "The folder of bulk work is swept when the store is back", e);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "The folder of bulk work, " + dir + ", could not be swept: " + e);
        }
    }

    private void sweep(BulkKind kind) throws IOException {
        for (Path folder : children(dir.resolve(FOLDERS.get(kind)))) {
            Optional<JobId> id = JobId.parse(folder.getFileName().toString());
            if (id.isPresent() && isDone(id.get(), folder)) {
                delete(folder);
            }
        }
        for (JobId id : bulkJobs.begunBefore(kind, clock.instant().minus(ORPHAN_AFTER))) {
            if (bulkJobs.find(id).isEmpty()) {
                bulkJobs.forget(kind, id);
            }
        }
    }

    private boolean isDone(JobId id, Path folder) throws IOException {
        Optional<Job> job = bulkJobs.find(id).isPresent() ? catalog.find(id) : Optional.empty();
        if (job.isEmpty()) {
            return isOlder(folder, ORPHAN_AFTER);
        }
        return job.get().state().isFinal() && job.get().stateAt().plus(retention).isBefore(clock.instant());
    }

    private boolean isOlder(Path file, Duration age) throws IOException {
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            return changed.plus(age).isBefore(clock.instant());
        } catch (NoSuchFileException e) {
            return false; // another server has swept it
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static void delete(Path file) throws IOException {
        for (Path child : children(file)) {
            Files.deleteIfExists(child);
        }
        Files.deleteIfExists(file);
        LOG.log(Level.INFO, () -> "Removed " + file + ", which nobody needs any more");
    }
}
