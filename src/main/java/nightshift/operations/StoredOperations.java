package nightshift.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.ActionResult;
import nightshift.job.Attempt;
import nightshift.job.BulkKind;
import nightshift.job.BulkListener;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
import nightshift.job.OperationListener;
import nightshift.job.Submission;
import nightshift.store.BulkJob;
import nightshift.store.BulkJobs;
import nightshift.store.ChangeResult;
import nightshift.store.Checkpoints;
import nightshift.store.JobCatalog;
import nightshift.store.JobIntake;
import nightshift.store.JobWalks;
import nightshift.store.OperationSteps;
import nightshift.store.OperationSteps.Report;
import nightshift.task.JobId;

/** Begins operations and shows their state, which is in the store. */
public final class StoredOperations implements Operations {

    private final BulkJobs bulkJobs;
    private final JobCatalog catalog;
    private final JobIntake intake;
    private final JobWalks walks;
    private final OperationSteps steps;

    /** Operations of a store. */
    public StoredOperations(
            BulkJobs bulkJobs, JobCatalog catalog, JobIntake intake, JobWalks walks, OperationSteps steps) {
        this.bulkJobs = bulkJobs;
        this.catalog = catalog;
        this.intake = intake;
        this.walks = walks;
        this.steps = steps;
    }

    /** The task that does these operations. */
    public OperationTask task(Checkpoints checkpoints, OperationListener listener, BulkListener bulk) {
        return new OperationTask(bulkJobs, new OperationRun.Ports(walks, steps, checkpoints, listener, bulk));
    }

    @Override
    public Begun begin(OperationRequest request, Optional<IdempotencyKey> key, String by) {
        OperationPlan plan = new OperationPlan(request, by, walks.plan(request.filter()));
        BulkJobs.Begun begun = bulkJobs.begin(
                new BulkJob(bulkJobs.newId(), BulkKind.OPERATION, plan.write(), Map.of()),
                new Submission(OperationTask.job(), key, Optional.empty()));
        return new Begun(Begun.How.valueOf(begun.how().name()), begun.id(), find(begun.id()));
    }

    @Override
    public Preview preview(OperationRequest request) {
        return new Previews(walks, catalog, steps).of(request);
    }

    @Override
    public Optional<Operation> find(JobId id) {
        return bulkJobs.find(id).flatMap(this::operation);
    }

    @Override
    public ChangeResult cancel(JobId id) {
        return intake.cancel(id);
    }

    @Override
    public Page page(int size, Optional<String> token) {
        BulkJobs.Page page = bulkJobs.page(BulkKind.OPERATION, size, token);
        Map<JobId, Job> jobs =
                catalog.findAll(page.items().stream().map(BulkJob::id).toList());
        return new Page(
                page.items().stream()
                        .filter(bulk -> jobs.containsKey(bulk.id()))
                        .map(bulk -> operation(bulk, jobs.get(bulk.id())))
                        .toList(),
                page.nextToken());
    }

    private Optional<Operation> operation(BulkJob bulk) {
        return bulk.kind() == BulkKind.OPERATION
                ? catalog.find(bulk.id()).map(job -> operation(bulk, job))
                : Optional.empty();
    }

    private Operation operation(BulkJob bulk, Job job) {
        OperationPlan plan = OperationPlan.read(bulk.description());
        Report report = steps.report(bulk.checkpoints());
        Progress progress = Progress.read(report.checkpoint(), plan);
        return new Operation(
                bulk.id(),
                job.state(),
                job.cancelRequested() && !job.state().isFinal(),
                plan.request(),
                job.createdAt(),
                plan.by(),
                job.attempts().stream().findFirst().map(Attempt::startedAt),
                job.state().isFinal() ? Optional.of(job.stateAt()) : Optional.empty(),
                Math.max(
                        plan.walk().most(),
                        progress.looked()), // jobs that came into these states since are looked at too
                progress.looked(),
                report.counts().getOrDefault(ActionResult.DONE, 0L),
                report.counts().getOrDefault(ActionResult.UNREADABLE, 0L),
                skipped(report.counts(), report.samples()),
                job.state().isFinal() ? Phase.ENDED : progress.phase(),
                plan.request().canary().map(canary -> trial(progress, report)),
                progress.stop(),
                job.failure());
    }

    /** Decided, or as the jobs were when they were last looked at, or as far as it has come: until then, it has done no others. */
    private static Trial trial(Progress progress, Report report) {
        long tried = report.counts().getOrDefault(ActionResult.DONE, 0L);
        return progress.trial().orElseGet(() -> new Trial((int) tried, 0, 0, 0, 0));
    }

    static List<Skipped> skipped(Map<ActionResult, Long> counts, Map<ActionResult, List<JobId>> samples) {
        List<Skipped> skipped = new ArrayList<>();
        for (ActionResult reason : ActionResult.values()) {
            if (reason.isSkip() && counts.containsKey(reason)) {
                skipped.add(new Skipped(reason, counts.get(reason), samples.getOrDefault(reason, List.of())));
            }
        }
        return skipped;
    }
}
