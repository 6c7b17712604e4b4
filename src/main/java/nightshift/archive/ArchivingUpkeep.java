package nightshift.archive;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.disk.DiskRoom;
import nightshift.job.ArchiveListener;
import nightshift.job.Fingerprint;
import nightshift.job.Retention;
import nightshift.store.JobUpkeep;
import nightshift.store.RipeJobs;

/**
 * Upkeep whose purge writes each job to the archive before it removes it. While the archive cannot be written, nothing is
 * removed. A job is in the archive at least once: a crash between the two steps lets it be written again.
 */
public final class ArchivingUpkeep implements JobUpkeep {

    private static final Logger LOG = Logger.getLogger(ArchivingUpkeep.class.getName());

    private final JobUpkeep upkeep;
    private final RipeJobs ripe;
    private final ArchiveFiles files;
    private final String worker;
    private final ArchiveListener listener;
    private boolean failing;

    private ArchivingUpkeep(
            JobUpkeep upkeep, RipeJobs ripe, ArchiveFiles files, String worker, ArchiveListener listener) {
        this.upkeep = upkeep;
        this.ripe = ripe;
        this.files = files;
        this.worker = worker;
        this.listener = listener;
    }

    /**
     * Upkeep with an archive.
     *
     * @param upkeep does all but the purge
     * @param worker id of this server's worker
     * @throws IOException if there is no folder and none can be made; later, jobs are written only to a folder that
     *                     exists
     */
    public static ArchivingUpkeep open(
            ArchiveConfig config, JobUpkeep upkeep, RipeJobs ripe, String worker, ArchiveListener listener)
            throws IOException {
        return open(config, upkeep, ripe, worker, listener, DiskRoom.real());
    }

    static ArchivingUpkeep open(
            ArchiveConfig config,
            JobUpkeep upkeep,
            RipeJobs ripe,
            String worker,
            ArchiveListener listener,
            DiskRoom room)
            throws IOException {
        Files.createDirectories(config.dir());
        return new ArchivingUpkeep(
                upkeep, ripe, new ArchiveFiles(config, worker, Clock.systemUTC(), room), worker, listener);
    }

    @Override
    public Promotion promote(int limit) {
        return upkeep.promote(limit);
    }

    @Override
    public Expiry expire(int limit) {
        return upkeep.expire(limit);
    }

    @Override
    public Rescue rescue(String rescuer, Duration lease, int limit, Duration unanswered) {
        return upkeep.rescue(rescuer, lease, limit, unanswered);
    }

    @Override
    public void repairIndex() {
        upkeep.repairIndex();
    }

    @Override
    public List<Fingerprint> tidyFailures() {
        return upkeep.tidyFailures();
    }

    @Override
    public OptionalInt audit() {
        return upkeep.audit();
    }

    @Override
    public int purge(Retention retention) {
        int removed = 0;
        try {
            files.check();
            String position = RipeJobs.START;
            Optional<RipeJobs.Slice> slice = ripe.next(retention, worker, position);
            while (slice.isPresent()) {
                archive(slice.get());
                removed += ripe.remove(slice.get());
                position = slice.get().next();
                slice = slice.get().ended() ? Optional.empty() : ripe.next(retention, worker, position);
            }
        } catch (ClosedByInterruptException e) {
            LOG.log(Level.FINE, "The server is stopping: jobs that were not removed are left for the next purge", e);
        } catch (IOException e) {
            failed(e);
            ripe.release(worker); // another server may be able to write
        }
        return removed;
    }

    private void archive(RipeJobs.Slice slice) throws IOException {
        if (slice.jobs().isEmpty()) {
            return;
        }
        long bytes = files.write(slice.jobs());
        listener.archived(slice.jobs().size(), bytes);
        if (failing) {
            failing = false;
            LOG.info("The archive can be written again, and finished jobs are removed again");
        }
    }

    private void failed(IOException e) {
        listener.failed();
        LOG.log(
                failing ? Level.FINE : Level.WARNING,
                "The archive (nightshift.archive.dir) cannot be written: " + e
                        + ". Until it can, no finished job is removed, and Redis fills up");
        failing = true;
    }
}
