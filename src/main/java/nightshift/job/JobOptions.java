package nightshift.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import nightshift.task.QueueName;

/**
 * The options of a job: everything except its task, its args, and when it may run. Everything has a default, so a caller names only what
 * differs: {@code JobOptions.with().queue(mail).priority(1).build()}.
 *
 * @param queue       the queue that it waits in; {@link QueueName#DEFAULT} by default
 * @param priority    from {@link Limits#PRIORITY_FIRST} to {@link Limits#PRIORITY_LAST}, lower runs first;
 *                    {@link Limits#PRIORITY_DEFAULT} by default
 * @param maxAttempts how often it may be tried, the first included, from 1 to {@link Limits#ATTEMPTS_MOST};
 *                    {@link Limits#ATTEMPTS_DEFAULT} by default
 * @param timeout     how long one attempt may take, from 1 ms to {@link Limits#TIMEOUT_LONGEST}; the task's own limit by default
 * @param retry       how long it waits between attempts; {@link RetryPolicy#DEFAULT} by default
 * @param tags        words to find it by, at most {@link Limits#TAGS_MOST}; none by default
 * @param key         what it belongs to within its queue, such as a customer or a device; nothing by default
 * @param uniqueKey   a key that no other live job has; none by default
 * @param startBy     until when it must have been started for the first time; always an {@link Due.At} once it is stored; no limit
 *                    by default
 * @param deadline    until when all its attempts together must have ended; always an {@link Due.At} once it is stored; no limit by
 *                    default
 * @param schedule    name of the schedule that submits it; none by default, since clients cannot choose it
 * @param destination what it calls; none in a new job, since the store finds it in the args
 */
public record JobOptions(
        QueueName queue,
        int priority,
        int maxAttempts,
        Optional<Duration> timeout,
        RetryPolicy retry,
        List<String> tags,
        Optional<JobKey> key,
        Optional<UniqueKey> uniqueKey,
        Optional<Due> startBy,
        Optional<Due> deadline,
        Optional<String> schedule,
        Optional<Destination> destination) {

    /** Nothing but defaults. */
    public static final JobOptions DEFAULTS = with().build();

    /** @throws IllegalArgumentException if a value is out of range; the message begins with its name */
    public JobOptions {
        Objects.requireNonNull(queue);
        Objects.requireNonNull(retry);
        Objects.requireNonNull(key);
        Objects.requireNonNull(uniqueKey);
        Objects.requireNonNull(startBy);
        Objects.requireNonNull(deadline);
        Objects.requireNonNull(schedule);
        Objects.requireNonNull(destination);
        require(priority >= Limits.PRIORITY_FIRST && priority <= Limits.PRIORITY_LAST, "priority must be from 1 to 9");
        require(
                maxAttempts >= 1 && maxAttempts <= Limits.ATTEMPTS_MOST,
                "maxAttempts must be from 1 to " + Limits.ATTEMPTS_MOST);
        timeout.ifPresent(t -> require(
                t.compareTo(Duration.ofMillis(1)) >= 0 && t.compareTo(Limits.TIMEOUT_LONGEST) <= 0,
                "timeout must be from PT0.001S to PT24H"));
        require(tags.size() <= Limits.TAGS_MOST, "tags must be at most " + Limits.TAGS_MOST);
        tags.forEach(tag -> require(
                Builder.TAG.matcher(tag).matches(),
                "tags must have 1 to " + Limits.TAG_LENGTH + " characters each and no control characters"));
        tags = List.copyOf(tags);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The same options, with times that count from here. */
    public JobOptions from(Instant now) {
        if (startBy.isEmpty() && deadline.isEmpty()) {
            return this;
        }
        Builder absolute = but();
        absolute.startBy = startBy.map(due -> new Due.At(due.from(now)));
        absolute.deadline = deadline.map(due -> new Due.At(due.from(now)));
        return absolute.build();
    }

    /** Begins with these options instead of the defaults. */
    public Builder but() {
        Builder same = new Builder();
        same.queue = queue;
        same.priority = priority;
        same.maxAttempts = maxAttempts;
        same.timeout = timeout;
        same.retry = retry;
        same.tags = tags;
        same.key = key;
        same.uniqueKey = uniqueKey;
        same.startBy = startBy;
        same.deadline = deadline;
        return same;
    }

    /** Begins with the defaults. */
    public static Builder with() {
        return new Builder();
    }

    /** Collects options. Values are checked by {@link #build()}. */
    public static final class Builder {

        private static final Pattern TAG = Pattern.compile("[^\\p{Cntrl}]{1," + Limits.TAG_LENGTH + "}");

        private QueueName queue = QueueName.DEFAULT;
        private int priority = Limits.PRIORITY_DEFAULT;
        private int maxAttempts = Limits.ATTEMPTS_DEFAULT;
        private Optional<Duration> timeout = Optional.empty();
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private List<String> tags = List.of();
        private Optional<JobKey> key = Optional.empty();
        private Optional<UniqueKey> uniqueKey = Optional.empty();
        private Optional<Due> startBy = Optional.empty();
        private Optional<Due> deadline = Optional.empty();
        private Optional<String> schedule = Optional.empty();
        private Optional<Destination> destination = Optional.empty();

        private Builder() {}

        /** The queue that the job waits in. */
        public Builder queue(QueueName value) {
            queue = value;
            return this;
        }

        /** Lower runs first. */
        public Builder priority(int value) {
            priority = value;
            return this;
        }

        /** How often the job may be tried, the first attempt included. */
        public Builder maxAttempts(int value) {
            maxAttempts = value;
            return this;
        }

        /** How long one attempt may take, instead of the task's own limit. */
        public Builder timeout(Duration value) {
            timeout = Optional.of(value);
            return this;
        }

        /** How long the job waits between attempts. */
        public Builder retry(RetryPolicy value) {
            retry = value;
            return this;
        }

        /** Words to find the job by. */
        public Builder tags(List<String> value) {
            tags = value;
            return this;
        }

        /** What the job belongs to within its queue. */
        public Builder key(JobKey value) {
            key = Optional.of(value);
            return this;
        }

        /** A key that no other live job has. */
        public Builder uniqueKey(UniqueKey value) {
            uniqueKey = Optional.of(value);
            return this;
        }

        /** Until when the job must have been started for the first time. */
        public Builder startBy(Due value) {
            startBy = Optional.of(value);
            return this;
        }

        /** The schedule that submits the job. */
        public Builder schedule(String value) {
            schedule = Optional.of(value);
            return this;
        }

        /** What the job calls. */
        public Builder destination(Destination value) {
            destination = Optional.of(value);
            return this;
        }

        /** Until when all attempts of the job together must have ended. */
        public Builder deadline(Due value) {
            deadline = Optional.of(value);
            return this;
        }

        /** @throws IllegalArgumentException if a value is out of range; the message begins with its name */
        public JobOptions build() {
            return new JobOptions(
                    queue,
                    priority,
                    maxAttempts,
                    timeout,
                    retry,
                    tags,
                    key,
                    uniqueKey,
                    startBy,
                    deadline,
                    schedule,
                    destination);
        }
    }
}
