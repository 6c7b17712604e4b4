package nightshift.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.JobListener;
import nightshift.job.JobOptions;
import nightshift.job.Lease;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.store.ChangeResult;
import nightshift.store.Checkpoints;
import nightshift.store.JobIntake;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedIntakeTest {

    private static final JobId ID = new JobId(new UUID(1, 2));

    private final List<String> counted = new ArrayList<>();
    private final JobListener listener = new JobListener() {
        @Override
        public void submitted(QueueName queue, TaskName task, Submit result) {
            counted.add(queue + " " + task + " " + result);
        }
    };

    @Test
    void eachSubmissionIsCountedByWhatBecameOfIt() {
        JobIntake intake = new CountedIntake(
                new JobIntake() {
                    @Override
                    public List<SubmitResult> submit(List<Submission> submissions) {
                        return List.of(
                                new SubmitResult.Accepted(null),
                                new SubmitResult.Duplicate(ID),
                                new SubmitResult.KeyReused(ID));
                    }

                    @Override
                    public ChangeResult cancel(JobId id) {
                        throw new AssertionError();
                    }

                    @Override
                    public ChangeResult retry(JobId id) {
                        throw new AssertionError();
                    }

                    @Override
                    public ChangeResult retry(JobId id, Function<Job, String> args) {
                        throw new AssertionError();
                    }

                    @Override
                    public ChangeResult run(JobId id) {
                        throw new AssertionError();
                    }

                    @Override
                    public ChangeResult revise(JobId id, Function<Job, JobChange> change) {
                        throw new AssertionError();
                    }
                },
                listener);

        intake.submit(List.of(job("a"), job("b"), job("c")));

        assertThat(counted).containsExactly("a send ACCEPTED", "b send DUPLICATE", "c send REJECTED");
    }

    @ParameterizedTest
    @CsvSource({"COMMITTED, 2", "ALREADY, 2", "STOP, 0", "LEASE_LOST, 0", "CONFLICT, 0"})
    void theJobsOfAStepAreCountedIfItIsStored(Checkpoints.Commit commit, int count) {
        Checkpoints checkpoints = new CountedCheckpoints(
                new Checkpoints() {
                    @Override
                    public Map<String, String> all(JobId bulk) {
                        throw new AssertionError();
                    }

                    @Override
                    public Commit commit(Lease lease, Step step, List<Submission> jobs) {
                        return commit;
                    }

                    @Override
                    public boolean isHeld(Lease lease) {
                        throw new AssertionError();
                    }
                },
                listener);

        assertThat(checkpoints.commit(
                        new Lease(ID, 1, "token"),
                        new Checkpoints.Step(ID, "p0", "", "1"),
                        List.of(job("a"), job("b"))))
                .isEqualTo(commit);

        assertThat(counted).hasSize(count);
    }

    private static Submission job(String queue) {
        return new Submission(
                new NewJob(
                        new TaskName("send"),
                        "{}",
                        JobOptions.with().queue(new QueueName(queue)).build()),
                Optional.empty(),
                Optional.empty());
    }
}
