package nightshift.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightshift.job.ActionResult;
import nightshift.job.Job;
import nightshift.job.JobAction;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.operations.Operations.Preview;
import nightshift.store.JobCatalog;
import nightshift.store.JobTally;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Found;
import nightshift.store.JobWalks.Piece;
import nightshift.store.JobWalks.Walk;
import nightshift.store.OperationSteps;
import nightshift.store.OperationSteps.Work;
import nightshift.task.JobId;
import nightshift.task.QueueName;

/**
 * Finds out what operations would do: by the same walk, and by the same rules for each job. Where there are more jobs than it looks at,
 * they are counted, and only the rules about states are applied to all of them.
 */
final class Previews {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int JOBS_MOST = 10_000;
    private static final int SAMPLE = 5;
    /** What becomes of a job because of its state alone. */
    private static final Set<ActionResult> BY_STATE =
            Set.of(ActionResult.DONE, ActionResult.RUNNING, ActionResult.STATE);

    private final JobWalks walks;
    private final JobCatalog catalog;
    private final OperationSteps steps;
    private final int jobsMost;

    Previews(JobWalks walks, JobCatalog catalog, OperationSteps steps) {
        this(walks, catalog, steps, JOBS_MOST);
    }

    /** @param jobsMost about how many jobs a preview looks at */
    Previews(JobWalks walks, JobCatalog catalog, OperationSteps steps, int jobsMost) {
        this.walks = walks;
        this.catalog = catalog;
        this.steps = steps;
        this.jobsMost = jobsMost;
    }

    Preview of(OperationRequest request) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Walk walk = walks.plan(request.filter());
        Looks looks = new Looks();
        String position = JobWalks.START;
        boolean ended = false;
        while (!ended && looks.looked < jobsMost && (position.isEmpty() || System.nanoTime() - deadline < 0)) {
            Piece piece = walks.next(walk, request.filter(), position, Math.min(jobsMost, JobWalks.LOOKS));
            if (!piece.found().isEmpty()) {
                Work work = new Work(request.action(), request.filter().states(), walk.until(), piece.found());
                looks.add(piece.found(), steps.preview(work));
            }
            position = piece.position();
            ended = piece.ended();
        }
        List<JobSummary> sample = looks.sample.stream()
                .flatMap(id -> catalog.find(id).stream())
                .map(Job::summary)
                .toList();
        return ended
                ? looks.preview(sample)
                : looks.preview(sample, request.action().kind(), catalog.tally(request.filter()));
    }

    private static final class Looks {

        private final Map<JobState, Long> states = new EnumMap<>(JobState.class);
        private final Map<QueueName, Long> queues =
                new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        private final Map<ActionResult, Long> results = new EnumMap<>(ActionResult.class);
        private final Map<ActionResult, List<JobId>> samples = new EnumMap<>(ActionResult.class);
        private final List<JobId> sample = new ArrayList<>();
        private long looked;
        private long matched;

        private void add(List<Found> jobs, List<ActionResult> ofJobs) {
            for (int i = 0; i < jobs.size(); i++) {
                Found found = jobs.get(i);
                ActionResult result = ofJobs.get(i);
                if (result != ActionResult.NEWER) {
                    looked++;
                    results.merge(result, 1L, Long::sum);
                    found.job().ifPresent(this::add);
                    List<JobId> ids = samples.computeIfAbsent(result, none -> new ArrayList<>());
                    if (ids.size() < SAMPLE) {
                        ids.add(found.id());
                    }
                }
            }
        }

        private void add(JobSummary job) {
            matched++;
            states.merge(job.state(), 1L, Long::sum);
            queues.merge(job.queue(), 1L, Long::sum);
            if (sample.size() < SAMPLE) {
                sample.add(job.id());
            }
        }

        /** All jobs were looked at. */
        private Preview preview(List<JobSummary> some) {
            return preview(some, true, matched, states, queues);
        }

        /** There are more jobs, which were counted. */
        private Preview preview(List<JobSummary> some, JobAction.Kind action, JobTally tally) {
            results.keySet().removeAll(BY_STATE);
            long others = results.values().stream().mapToLong(n -> n).sum();
            Map<ActionResult, Long> byState = new EnumMap<>(ActionResult.class);
            tally.states().forEach((state, n) -> byState.merge(action.in(state), n, Long::sum));
            long applies = byState.getOrDefault(ActionResult.DONE, 0L) - others;
            byState.put(ActionResult.DONE, Math.max(0, applies));
            byState.forEach((result, n) -> results.merge(result, n, Long::sum));
            Map<QueueName, Long> byQueue = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
            tally.queues().forEach((queue, n) -> byQueue.put(new QueueName(queue), n));
            return preview(some, tally.complete(), tally.jobs(), tally.states(), byQueue);
        }

        private Preview preview(
                List<JobSummary> some,
                boolean complete,
                long all,
                Map<JobState, Long> byState,
                Map<QueueName, Long> byQueue) {
            return new Preview(
                    looked,
                    complete,
                    all,
                    results.getOrDefault(ActionResult.DONE, 0L),
                    results.getOrDefault(ActionResult.UNREADABLE, 0L),
                    StoredOperations.skipped(results, samples),
                    byState,
                    byQueue,
                    some);
        }
    }
}
