package nightshift.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.schedule.Catchup;
import nightshift.schedule.Cron;
import nightshift.schedule.Every;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.Timing;
import nightshift.store.StoredSchedule;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import tools.jackson.databind.util.RawValue;

/** A schedule. */
@Doc("A schedule: a recurring rule that submits jobs.")
public record ScheduleAnswer(
        @Doc(value = "The name of the schedule.", schema = "{pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'}")
        String name,

        @Doc(
                "What the schedule does: `ACTIVE` has a run ahead, `PAUSED` runs again when it is resumed, `ENDED` has had its last run.")
        State state,

        @Doc("""
                Who defines the schedule: a client of the API, the code of a task, or a client in place of the code. With \
                `CODE_OVERRIDDEN`, a `DELETE` brings the rule of the code back.""") StoredSchedule.Origin origin,
        @Doc("When the schedule runs, in words.") String words,

        @Doc("The cron expression. Missing if the schedule has `every`.")
        Optional<String> cron,

        @Doc("The time zone of `cron`.") Optional<String> timeZone,

        @Doc("The time between two runs. Missing if the schedule has `cron`.")
        Optional<Duration> every,

        @Doc(
                "How long after the beginning of each step of `every` the schedule runs. Steps count from 1970-01-01T00:00:00Z.")
        Optional<Duration> offset,

        @Doc("The most that a run is put off, so that schedules do not all run together.")
        Duration jitter,

        @Doc("The time before which the schedule does not run.")
        Optional<Instant> startAt,

        @Doc("The time after which the schedule does not run.")
        Optional<Instant> endAt,

        @Doc("What happens to a run while an earlier job of the schedule has not ended.")
        Overlap overlap,

        @Doc("What happens to runs that no server fired in time.")
        Catchup catchup,

        @Doc("The age from which missed runs are left out in any case.")
        Duration catchupWindow,

        @Doc("Whether the schedule pauses itself when a job of it is `DEAD`.")
        boolean pauseOnFailure,

        @Doc("The task of the jobs.") TaskName task,

        @Doc("The args of the jobs, byte for byte as they were given.")
        RawValue args,

        @Doc("The queue of the jobs.") QueueName queue,

        @Doc(value = "The priority of the jobs.", schema = "{minimum: 1, maximum: 9}")
        int priority,

        @Doc("The highest number of attempts of each job, including the first.")
        int maxAttempts,

        @Doc("The longest time that one attempt can take, if it is not that of the task.")
        Optional<Duration> timeout,

        @Doc("How long a job waits after a failed attempt.") JobAnswer.Retry retry,

        @Doc("The labels of the jobs.") List<String> tags,

        @Doc("What the jobs belong to within their queue.") Optional<String> key,

        @Doc("The next run. Missing after the last one.") Optional<ScheduledRun> next,

        @Doc("The run that waits for the end of an earlier job.")
        Optional<ScheduledRun> waiting,

        @Doc("Why the schedule does not run. Missing if it is not paused.")
        Optional<Pause> pause,

        @Doc("What became of the latest run.") Optional<PastRunAnswer> last,
        @Doc("When the schedule was created.") Instant createdAt,
        @Doc("Who created the schedule.") String createdBy,
        @Doc("When the rule was last changed.") Instant changedAt,
        @Doc("Who last changed the rule.") String changedBy) {

    /** What a schedule does. */
    public enum State {
        ACTIVE,
        PAUSED,
        ENDED
    }

    /** A pause. */
    public record Pause(
            @Doc("When the pause began.") Instant since,

            @Doc("Who paused the schedule. Missing if it paused itself.")
            Optional<String> by,

            @Doc("The job whose failure paused the schedule.")
            Optional<JobId> failedJob) {}

    /** The answer for this schedule. */
    public static ScheduleAnswer of(StoredSchedule stored) {
        Schedule schedule = stored.schedule();
        Timing timing = schedule.timing();
        JobOptions options = schedule.job().options();
        return new ScheduleAnswer(
                schedule.name().value(),
                stored.pause().isPresent() ? State.PAUSED : stored.next().isPresent() ? State.ACTIVE : State.ENDED,
                stored.origin(),
                schedule.words(),
                timing instanceof Cron cron ? Optional.of(cron.text()) : Optional.empty(),
                timing instanceof Cron cron ? Optional.of(cron.zone().getId()) : Optional.empty(),
                timing instanceof Every every ? Optional.of(every.every()) : Optional.empty(),
                timing instanceof Every every ? Optional.of(every.offset()) : Optional.empty(),
                schedule.jitter(),
                schedule.startAt(),
                schedule.endAt(),
                schedule.overlap(),
                schedule.catchup(),
                schedule.catchupWindow(),
                schedule.pauseOnFailure(),
                schedule.job().task(),
                new RawValue(schedule.job().args()),
                options.queue(),
                options.priority(),
                options.maxAttempts(),
                options.timeout(),
                new JobAnswer.Retry(
                        options.retry().initial(),
                        options.retry().max(),
                        options.retry().factor(),
                        options.retry().jitter()),
                options.tags(),
                options.key().map(JobKey::value),
                stored.next().map(run -> ScheduledRun.of(run, timing)),
                stored.waiting().map(run -> ScheduledRun.of(run, timing)),
                stored.pause().map(pause -> new Pause(pause.since(), pause.by(), pause.failedJob())),
                stored.last().map(PastRunAnswer::of),
                stored.created().at(),
                stored.created().by(),
                stored.changed().at(),
                stored.changed().by());
    }
}
