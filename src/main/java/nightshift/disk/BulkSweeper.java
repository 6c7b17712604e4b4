package nightshift.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import nightshift.job.BulkKind;
import nightshift.job.Job;
import nightshift.store.BulkJobs;
import nightshift.store.JobCatalog;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;

/**
 * Removes files that are no longer needed from the folder of bulk work: files of jobs that ended long ago or are gone,
 * and uploads that stopped because their server ended. Any number of servers may sweep one folder.
 */
public final class BulkSweeper {

    private static final Logger LOG = Logger.getLogger(BulkSweeper.class.getName());
    private static final Map<BulkKind, String> FOLDERS = Map.of(BulkKind.IMPORT, "imports", BulkKind.EXPORT, "exports");

    /** The longest time between the creation of a folder and that of its job. */
    private static final Duration MOMENT = Duration.ofHours(1);

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

    /** Sweeps once. A folder that cannot be swept now is left for the next time and does not delay the others. */
    public void sweep() {
        try {
            sweep("uploads", upload -> isOlder(upload, UPLOAD_LONGEST));
            for (BulkKind kind : BulkKind.values()) {
                if (FOLDERS.containsKey(kind)) {
                    sweep(FOLDERS.get(kind), this::isDone);
                }
                forgetGone(kind);
            }
        } catch (StoreUnavailable e) {
            LOG.log(Level.FINE, "The folder of bulk work will be swept when the store is back", e);
        }
    }

    private interface Check {
        boolean isDone(Path entry) throws IOException;
    }

    private void sweep(String name, Check check) {
        Path folder = dir.resolve(name);
        try {
            for (Path entry : children(folder)) {
                sweep(entry, check);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "The folder of bulk work, " + folder + ", could not be swept: " + e);
        }
    }

    private static void sweep(Path entry, Check check) {
        try {
            if (check.isDone(entry)) {
                delete(entry);
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.FINE, "Another server has already swept it", e);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, entry + ", which is no longer needed, could not be removed: " + e);
        }
    }

    private void forgetGone(BulkKind kind) {
        int kept = 0;
        List<JobId> ids;
        do {
            ids = bulkJobs.begunBefore(kind, clock.instant().minus(MOMENT), kept);
            for (JobId id : ids) {
                if (bulkJobs.find(id).isPresent()) {
                    kept++;
                } else {
                    bulkJobs.forget(kind, id);
                }
            }
        } while (!ids.isEmpty());
    }

    private boolean isDone(Path folder) throws IOException {
        Optional<JobId> id = JobId.parse(folder.getFileName().toString());
        if (id.isEmpty()) {
            return false;
        }
        Optional<Job> job = bulkJobs.find(id.get()).isPresent() ? catalog.find(id.get()) : Optional.empty();
        if (job.isEmpty()) {
            return isOlder(folder, retention)
                    && isOlder(folder, MOMENT); // a store that has lost its data knows none of them
        }
        return job.get().state().isFinal()
                && job.get().stateAt().plus(retention).isBefore(clock.instant());
    }

    private boolean isOlder(Path file, Duration age) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().plus(age).isBefore(clock.instant());
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
        LOG.log(Level.INFO, () -> "Removed " + file + ", which is no longer needed");
    }
}
