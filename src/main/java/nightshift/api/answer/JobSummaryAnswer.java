package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** A job in a list. {@code JobJson} writes it, for speed. */
@Doc("A job in a list.")
record JobSummaryAnswer(
        JobId id,
        TaskName task,
        QueueName queue,
        JobState state,

        @Doc(value = "1 runs first.", schema = "{minimum: 1, maximum: 9}")
        int priority,

        List<String> tags,

        @Doc("What the job belongs to within its queue, such as a customer or a device, as submitted.")
        Optional<String> key,

        @Doc("A key that no other live job has, as submitted.")
        Optional<String> uniqueKey,

        @Doc("Until when the job must have been started for the first time.")
        Optional<Instant> startBy,

        @Doc("Until when all attempts of the job together must have ended.")
        Optional<Instant> deadline,

        Instant createdAt,
        @Doc("While the job is `SCHEDULED` or `RETRYING`.") Optional<Instant> dueAt,
        @Doc("When the latest attempt started.") Optional<Instant> startedAt,
        @Doc("In a final state.") Optional<Instant> finishedAt,
        @Doc("Attempts in all, the first included.") int maxAttempts,

        @Doc("Number of the latest attempt, 0 before the first.")
        int attempt,

        @Doc("""
            How many attempts count toward `maxAttempts`, the running one included. `:retry` sets it to 0, while `attempt` \
            continues. Attempts that were interrupted or lost their worker do not count.\
            """) int attemptsUsed,
        @Doc("Why the latest attempt failed.") Optional<FailureAnswer> failure,

        @Doc(
                value = "Why a `DEAD` job is not tried again.",
                schema = "{enum: [attempts-exhausted, deadline, not-retryable, worker-lost]}")
        Optional<String> deadReason) {}
