package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** A job in a list. {@code JobJson} writes it, for speed. */
@Doc("A job in a list. `GET /api/v1/jobs/{id}` answers with all its fields.")
record JobSummaryAnswer(
        @Doc("The id of the job, a UUIDv7. It is the same on every attempt.")
        JobId id,

        @Doc("The task that the job is for.") TaskName task,
        @Doc("The queue that the job waits in.") QueueName queue,
        @Doc("Where the job stands.") JobState state,

        @Doc(
                value = "The priority of the job in its queue, from 1 (runs first) to 9 (runs last).",
                schema = "{minimum: 1, maximum: 9}")
        int priority,

        @Doc("The labels of the job, for lists and searches.")
        List<String> tags,

        @Doc(
                "What the job belongs to within its queue, such as a customer or a device. Missing if it was submitted without.")
        Optional<String> key,

        @Doc("The name of the schedule that submitted the job. Missing for other jobs.")
        Optional<String> schedule,

        @Doc("The unique key of the job, which no other live job has. Missing if it was submitted without.")
        Optional<String> uniqueKey,

        @Doc(
                "The time until which the job must have been started for the first time. Missing if it was submitted without.")
        Optional<Instant> startBy,

        @Doc(
                "The time until which all attempts of the job together must have ended. Missing if it was submitted without.")
        Optional<Instant> deadline,

        @Doc("When the job was submitted.") Instant createdAt,

        @Doc("When the job becomes ready. Present only while it is `SCHEDULED` or `RETRYING`.")
        Optional<Instant> dueAt,

        @Doc("When the latest attempt started. Missing before the first attempt.")
        Optional<Instant> startedAt,

        @Doc("When the job came into a final state. Missing before that.")
        Optional<Instant> finishedAt,

        @Doc("The highest number of attempts, including the first.")
        int maxAttempts,

        @Doc("The number of the latest attempt. 0 before the first.")
        int attempt,

        @Doc("""
                The number of attempts that count toward `maxAttempts`, including the one that runs. Attempts that \
                were interrupted or lost their worker do not count. A retry by `:retry` sets it to 0, while \
                `attempt` keeps counting.""") int attemptsUsed,
        @Doc("""
                Why the latest attempt that failed did so. Missing if no attempt has failed, and once the job has \
                succeeded.""") Optional<FailureAnswer> failure,

        @Doc(value = """
                Why a `DEAD` job is not tried again: no attempts are left, its deadline has passed, \
                another attempt would not help, or its workers died too \
                often. Missing in other states.""", schema = "{enum: [attempts-exhausted, deadline, not-retryable, worker-lost]}")
        Optional<String> deadReason,

        @Doc(value = """
                The failure group of the job, by its fingerprint: `GET /api/v1/failures/{fingerprint}` shows it. Missing unless the \
                latest attempt failed and nobody has sent the job again.""", schema = "{pattern: '^[0-9a-f]{16}$'}")
        Optional<Fingerprint> failureGroup) {}
