package nightshift.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import nightshift.operations.CanaryPlan;
import nightshift.operations.OperationRequest;
import nightshift.operations.Operations;
import nightshift.operations.Trial;
import nightshift.task.JobId;
import nightshift.task.QueueName;

/** An operation. */
@Doc("An operation, which does one action to many jobs.")
public record OperationAnswer(
        @Doc("The id of the operation, and of the job that does it.")
        JobId id,

        @Doc(value = "What the operation does to each job.", schema = "{$ref: '#/components/schemas/OperationAction'}")
        String action,

        @Doc("""
                Where the operation stands. `STOPPED`: it stopped by itself, and `stoppedBy` says why. `CANCELLED`: somebody canceled \
                it.""") OperationState state,

        @Doc("Whether somebody canceled the operation and it has not stopped yet.")
        boolean cancelRequested,

        @Doc(
                value = "The conditions that the jobs of the operation meet.",
                schema = "{$ref: '#/components/schemas/JobFilter'}")
        JobConditions filter,

        @Doc(value = "The new priority. Present only for `reprioritize`.", schema = "{minimum: 1, maximum: 9}")
        Optional<Integer> priority,

        @Doc("The queue to which the jobs go. Present only for `move`.")
        Optional<QueueName> queue,

        @Doc("The highest number of jobs a second. Missing if the operation is as fast as it can be.")
        Optional<Integer> ratePerSecond,

        @Doc("""
                The operation stops when a greater share of the jobs that it has sent again has failed. Missing if the operation does not \
                watch that.""") OptionalDouble stopAtFailureRatio,

        @Doc(value = """
                What the operation does at the moment: it tries the action on the first jobs, waits for the end of these, works on all \
                other jobs, or has ended.""", schema = "{enum: [canary, waiting, running, ended]}")
        String phase,

        @Doc("The highest number of jobs that the operation has to look at. Some of them may be gone by then.")
        long total,

        @Doc("The number of jobs that the operation has looked at so far.")
        long looked,

        @Doc("The number of jobs to which the action is done.")
        long done,

        @Doc("The number of jobs that could not be read, for example because a later version of Nightshift wrote them.")
        long failed,

        @Doc("The other jobs that fit the filter, by the reason why they are as they were.")
        List<SkippedJobs> skipped,

        @Doc("The trial that the operation begins with. Missing if the request has none.")
        Optional<Canary> canary,

        @Doc(value = """
                Why the operation stopped by itself. `canary-failed`: too many of the jobs that it tried first have failed. \
                `canary-inconclusive`: some of them had not ended in time, or none of them ran. `failure-ratio`: too many of the jobs that \
                it sent again have failed. Missing otherwise.""", schema = "{enum: [canary-failed, canary-inconclusive, failure-ratio]}")
        Optional<String> stoppedBy,

        @Doc("When the operation was requested.") Instant createdAt,

        @Doc("Who requested the operation: a user name, or the name of an API key.")
        String createdBy,

        @Doc("When the first attempt of the operation started. Missing before that.")
        Optional<Instant> startedAt,

        @Doc("When the operation ended. Missing before that.")
        Optional<Instant> endedAt,

        @Doc("Why the latest attempt of the operation failed. Missing if it has not failed.")
        Optional<FailureAnswer> failure) {

    /** The trial of an operation. */
    @Doc("The trial of an operation: it sends the first jobs again, waits for their end, and then continues or stops.")
    public record Canary(
            @Doc("The number of jobs to try first.") int first,

            @Doc("The operation stops if a greater share of these jobs fails.")
            double stopAtFailureRatio,

            @Doc("How long the operation waits for the end of these jobs.")
            Duration waitAtMost,

            @Doc("The number of jobs that were tried.") int tried,
            @Doc("The number of these that have succeeded.") int succeeded,

            @Doc(
                    "The number of these that are dead or expired again. When `waitAtMost` is over, those that wait for a retry count too.")
            int failed,

            @Doc("The number of these that have failed since and are tried again later.")
            int retrying,

            @Doc("The failed share of those that have succeeded or failed. 0 if there is none.")
            double ratio) {

        private static Canary of(CanaryPlan plan, Trial trial) {
            return new Canary(
                    plan.first(),
                    plan.stopAtFailureRatio(),
                    plan.waitAtMost(),
                    trial.tried(),
                    trial.succeeded(),
                    trial.failed(),
                    trial.retrying(),
                    trial.failureRatio());
        }
    }

    /** An operation as the API shows it. */
    public static OperationAnswer of(Operations.Operation operation) {
        OperationRequest request = operation.request();
        return new OperationAnswer(
                operation.id(),
                request.action().kind().label(),
                OperationState.of(operation.state(), operation.stop().isPresent()),
                operation.cancelRequested(),
                JobConditions.of(request.filter()),
                request.action().priority(),
                request.action().queue(),
                request.ratePerSecond(),
                request.stopAtFailureRatio().map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                label(operation.phase()),
                operation.total(),
                operation.looked(),
                operation.done(),
                operation.failed(),
                SkippedJobs.of(operation.skipped()),
                operation.trial().map(trial -> Canary.of(request.canary().orElseThrow(), trial)),
                operation.stop().map(OperationAnswer::label),
                operation.createdAt(),
                operation.createdBy(),
                operation.startedAt(),
                operation.endedAt(),
                operation.failure().map(FailureAnswer::of));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
