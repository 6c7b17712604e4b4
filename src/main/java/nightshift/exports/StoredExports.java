package nightshift.exports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.job.Attempt;
import nightshift.job.BulkKind;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.Submission;
import nightshift.store.BulkJob;
import nightshift.store.BulkJobs;
import nightshift.store.JobCatalog;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Walk;
import nightshift.task.JobId;

/** Begins exports and shows their state. Everything about an export is in the store, except its file. */
public final class StoredExports implements Exports {

    private final Path folder;
    private final Optional<String> off;
    private final Duration retention;
    private final BulkJobs bulkJobs;
    private final JobCatalog catalog;
    private final JobWalks walks;

    /**
     * @param folder    of all bulk work
     * @param off       why that folder cannot be used, if so
     * @param retention how long files stay after the end of their export
     */
    public StoredExports(
            Path folder,
            Optional<String> off,
            Duration retention,
            BulkJobs bulkJobs,
            JobCatalog catalog,
            JobWalks walks) {
        this.folder = folder;
        this.off = off;
        this.retention = retention;
        this.bulkJobs = bulkJobs;
        this.catalog = catalog;
        this.walks = walks;
    }

    @Override
    public Optional<String> off() {
        return off;
    }

    @Override
    public Export begin(FileFormat format, JobFilter filter, String by) throws IOException {
        Walk walk = walks.plan(filter);
        boolean all = filter.createdFrom().isEmpty() && filter.createdBefore().isEmpty();
        ExportPlan plan = new ExportPlan(format, filter, by, walk, all ? Optional.of(walk.most()) : Optional.empty());
        JobId id = bulkJobs.newId();
        ExportFolder.of(folder, id).create();
        bulkJobs.begin(new BulkJob(id, BulkKind.EXPORT, plan.write(), Map.of()), Submission.of(ExportTask.job()));
        return find(id).orElseThrow(() -> new IllegalStateException("export " + id + " was removed at once"));
    }

    @Override
    public Optional<Export> find(JobId id) {
        return bulkJobs.find(id).flatMap(this::export);
    }

    @Override
    public Page page(int size, Optional<String> token) {
        BulkJobs.Page page = bulkJobs.page(BulkKind.EXPORT, size, token);
        Map<JobId, Job> jobs =
                catalog.findAll(page.items().stream().map(BulkJob::id).toList());
        List<Export> items = page.items().stream()
                .filter(bulk -> jobs.containsKey(bulk.id()))
                .map(bulk -> export(bulk, jobs.get(bulk.id())))
                .toList();
        return new Page(items, page.nextToken());
    }

    private Optional<Export> export(BulkJob bulk) {
        return bulk.kind() == BulkKind.EXPORT
                ? catalog.find(bulk.id()).map(job -> export(bulk, job))
                : Optional.empty();
    }

    private Export export(BulkJob bulk, Job job) {
        ExportPlan plan = ExportPlan.read(bulk.description());
        ExportState state = ExportState.of(bulk.checkpoints());
        Optional<Instant> ended = job.state().isFinal() ? Optional.of(job.stateAt()) : Optional.empty();
        Optional<Path> file = job.state() == JobState.SUCCEEDED
                ? ExportFolder.of(folder, bulk.id()).file(plan.format(), state)
                : Optional.empty();
        return new Export(
                bulk.id(),
                job.state(),
                job.cancelRequested() && !job.state().isFinal(),
                plan.format(),
                plan.filter(),
                job.createdAt(),
                plan.by(),
                job.attempts().stream().findFirst().map(Attempt::startedAt),
                ended,
                ended.map(time -> time.plus(retention)),
                state.read(),
                plan.total(),
                state.written(),
                state.bytes(),
                file,
                job.failure());
    }
}
