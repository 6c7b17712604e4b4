package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.Attempt;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.operations.OperationRequest;
import nightshift.operations.Operations;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** What an operation would do. */
@Doc("What an operation would do. Nothing was changed.")
public record OperationPreviewAnswer(
        @Doc(
                value = "What the operation would do to each job.",
                schema = "{$ref: '#/components/schemas/OperationAction'}")
        String action,

        @Doc(
                value = "The conditions that the jobs of the operation meet.",
                schema = "{$ref: '#/components/schemas/JobFilter'}")
        JobConditions filter,

        @Doc("The number of jobs that fit and were looked at one by one. More than about 10,000 are only counted.")
        long looked,

        @Doc(
                "Whether all jobs that fit were counted. `false` if the time ran out, so that there may be more of everything.")
        boolean complete,

        @Doc("The number of jobs that fit the filter.") long matched,

        @Doc(
                "The number of these to which the action applies. If some were only counted, it is a bound: reasons such as a unique key that is held are only known for jobs that were looked at.")
        long applies,

        @Doc("The number of jobs that were looked at and could not be read.")
        long failed,

        @Doc("The jobs that fit and that the action would leave as they are, by the reason for that.")
        List<SkippedJobs> skipped,

        @Doc("The jobs that fit, by their state.") List<JobsInState> byState,
        @Doc("The jobs that fit, by their queue.") List<JobsInQueue> byQueue,

        @Doc(value = "The first jobs that fit, at most 5.", schema = "{maxItems: 5}")
        List<Sample> sample) {

    /** One of the jobs. */
    @Doc("A job that fits.")
    public record Sample(
            @Doc("The id of the job.") JobId id,
            @Doc("The task that the job is for.") TaskName task,
            @Doc("The queue that the job waits in.") QueueName queue,
            @Doc("Where the job stands.") JobState state,
            @Doc("When the job was submitted.") Instant createdAt,

            @Doc("Why the latest attempt that failed did so. Missing if no attempt has failed.")
            Optional<FailureAnswer> failure) {

        private static Sample of(JobSummary job) {
            return new Sample(
                    job.id(),
                    job.task(),
                    job.queue(),
                    job.state(),
                    job.createdAt(),
                    job.lastAttempt().flatMap(Attempt::failure).map(FailureAnswer::of));
        }
    }

    /** A preview as the API shows it. */
    public static OperationPreviewAnswer of(OperationRequest request, Operations.Preview preview) {
        return new OperationPreviewAnswer(
                request.action().kind().label(),
                JobConditions.of(request.filter()),
                preview.looked(),
                preview.complete(),
                preview.matched(),
                preview.applies(),
                preview.failed(),
                SkippedJobs.of(preview.skipped()),
                preview.states().entrySet().stream()
                        .map(some -> new JobsInState(some.getKey(), some.getValue()))
                        .toList(),
                preview.queues().entrySet().stream()
                        .map(some -> new JobsInQueue(some.getKey(), some.getValue()))
                        .toList(),
                preview.sample().stream().map(Sample::of).toList());
    }
}
