package nightshift.observe.metrics;

import nightshift.job.ArchiveListener;
import org.eclipse.microprofile.metrics.Counter;

/** Counts what this server writes to the archive. */
final class ArchiveMetrics implements ArchiveListener {

    private final Counter jobs;
    private final Counter bytes;
    private final Counter failures;

    ArchiveMetrics(Meters meters) {
        jobs = meters.counter("nightshift_archived_jobs_total", "Jobs that this server put into the archive");
        bytes = meters.counter("nightshift_archived_bytes_total", "What they take there");
        failures = meters.counter(
                "nightshift_archive_failures_total",
                "Times that this server could not write the archive, and so removed no jobs");
    }

    @Override
    public void archived(int count, long size) {
        jobs.inc(count);
        bytes.inc(size);
    }

    @Override
    public void failed() {
        failures.inc();
    }
}
