package nightshift.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightshift.job.ActionResult;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.operations.Operations.Preview;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Found;
import nightshift.store.JobWalks.Piece;
import nightshift.store.JobWalks.Walk;
import nightshift.store.OperationSteps;
import nightshift.store.OperationSteps.Work;
import nightshift.task.JobId;
import nightshift.task.QueueName;

/** Finds out what operations would do: by the same walk, and by the same rules for each job. */
final class Previews {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int SAMPLE = 5;

    private final JobWalks walks;
    private final OperationSteps steps;
    private final Duration longest;

    Previews(JobWalks walks, OperationSteps steps) {
        this(walks, steps, LONGEST);
    }

    /** @param longest how long a preview may take */
    Previews(JobWalks walks, OperationSteps steps, Duration longest) {
        this.walks = walks;
        this.steps = steps;
        this.longest = longest;
    }

    Preview of(OperationRequest request) {
        long deadline = System.nanoTime() + longest.toNanos();
        Walk walk = walks.plan(request.filter());
        Tally tally = new Tally();
        String position = JobWalks.START;
        boolean ended = false;
        while (!ended && (position.isEmpty() || System.nanoTime() - deadline < 0)) {
            Piece piece = walks.next(walk, request.filter(), position, JobWalks.LOOKS);
            if (!piece.found().isEmpty()) {
                Work work = new Work(request.action(), request.filter().states(), walk.until(), piece.found());
                tally.add(piece.found(), steps.preview(work));
            }
            tally.looked += piece.looked();
            position = piece.position();
            ended = piece.ended();
        }
        return tally.preview(ended);
    }

    private static final class Tally {

        private final Map<JobState, Long> states = new EnumMap<>(JobState.class);
        private final Map<QueueName, Long> queues =
                new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        private final Map<ActionResult, Long> results = new EnumMap<>(ActionResult.class);
        private final Map<ActionResult, List<JobId>> samples = new EnumMap<>(ActionResult.class);
        private final List<JobSummary> sample = new ArrayList<>();
        private long looked;
        private long matched;

        private void add(List<Found> jobs, List<ActionResult> ofJobs) {
            for (int i = 0; i < jobs.size(); i++) {
                Found found = jobs.get(i);
                ActionResult result = ofJobs.get(i);
                if (result != ActionResult.NEWER) {
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
                sample.add(job);
            }
        }

        private Preview preview(boolean complete) {
            return new Preview(
                    looked,
                    complete,
                    matched,
                    results.getOrDefault(ActionResult.DONE, 0L),
                    results.getOrDefault(ActionResult.UNREADABLE, 0L),
                    StoredOperations.skipped(results, samples),
                    states,
                    queues,
                    sample);
        }
    }
}
