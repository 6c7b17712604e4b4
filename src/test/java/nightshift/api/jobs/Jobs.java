package nightshift.api.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.store.ChangeResult;
import nightshift.store.JobCatalog;
import nightshift.store.JobFilter;
import nightshift.store.JobIntake;
import nightshift.store.JobTally;
import nightshift.store.StoreUnavailable;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.TaskName;

/** Jobs in a map. Can be taken away after a number of batches. */
final class Jobs implements JobIntake, JobCatalog {

    final Map<JobId, Job> jobs = new LinkedHashMap<>();
    final List<Integer> batches = new ArrayList<>();
    int batchesLeft = Integer.MAX_VALUE;

    static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    static Job job(JobState state) {
        return job(new JobId(UUID.randomUUID()), NewJob.of(new TaskName("any"), "{}"), state);
    }

    private static Job job(JobId id, NewJob job, JobState state) {
        JobOptions options = job.options();
        return new Job(
                id,
                job.task(),
                job.args(),
                job.options(),
                state,
                CREATED.plusSeconds(60),
                CREATED,
                List.of(),
                0,
                0,
                false,
                Optional.empty(),
                Optional.empty());
    }

    synchronized Job add(JobState state) {
        Job job = job(state);
        jobs.put(job.id(), job);
        return job;
    }

    synchronized void change(JobId id, JobState state) {
        Job j = jobs.get(id);
        jobs.put(
                id,
                new Job(
                        id,
                        j.task(),
                        j.args(),
                        j.options(),
                        state,
                        j.stateAt(),
                        j.createdAt(),
                        j.attempts(),
                        j.attempt(),
                        j.charged(),
                        false,
                        Optional.empty(),
                        j.trace()));
    }

    @Override
    public synchronized List<SubmitResult> submit(List<Submission> submissions) {
        if (batchesLeft-- <= 0) {
            throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "taken away", null);
        }
        batches.add(submissions.size());
        List<SubmitResult> results = new ArrayList<>();
        for (Submission submission : submissions) {
            Job job = job(new JobId(UUID.randomUUID()), submission.job(), JobState.READY);
            jobs.put(job.id(), job);
            results.add(new SubmitResult.Accepted(job));
        }
        return results;
    }

    @Override
    public synchronized Optional<Job> find(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Map<JobId, Job> findAll(List<JobId> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChangeResult cancel(JobId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChangeResult retry(JobId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChangeResult retry(JobId id, Function<Job, String> args) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChangeResult run(JobId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChangeResult revise(JobId id, Function<Job, JobChange> change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page page(JobFilter filter, int size, Optional<String> token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobTally tally(JobFilter filter) {
        throw new UnsupportedOperationException();
    }
}
