package nightshift.job;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * A job to submit.
 *
 * @param task    the task to run
 * @param args    JSON text for the task, kept and handed on byte for byte; at most {@link Limits#PAYLOAD_BYTES}
 * @param due     when it may run
 * @param options everything else
 * @param onConflict what happens if a live job has its unique key
 */
public record NewJob(TaskName task, String args, Due due, JobOptions options, OnConflict onConflict) {

    /** @throws IllegalArgumentException if the args are too long */
    public NewJob {
        Objects.requireNonNull(task);
        Objects.requireNonNull(due);
        Objects.requireNonNull(options);
        Objects.requireNonNull(onConflict);
        if (!fits(args)) {
            throw new IllegalArgumentException("args must have at most " + Limits.PAYLOAD_BYTES + " bytes");
        }
    }

    /** A job that is refused if a live job has its unique key. */
    public NewJob(TaskName task, String args, Due due, JobOptions options) {
        this(task, args, due, options, OnConflict.REFUSE);
    }

    /** A job that may run at once. */
    public NewJob(TaskName task, String args, JobOptions options) {
        this(task, args, new Due.Now(), options);
    }

    /** A job with the defaults of everything but its task and args. */
    public static NewJob of(TaskName task, String args) {
        return new NewJob(task, args, JobOptions.DEFAULTS);
    }

    /**
     * The same job, started later.
     *
     * @param number of the job in the list that is spread
     */
    public NewJob spread(Spread spread, long number) {
        return new NewJob(task, args, spread.later(due, number), options, onConflict);
    }

    /** The queue that it waits in. */
    public QueueName queue() {
        return options.queue();
    }

    private static boolean fits(String args) {
        // a character has at most three bytes, so that few args need to be counted
        return args.length() <= Limits.PAYLOAD_BYTES / 3
                || args.length() <= Limits.PAYLOAD_BYTES
                        && args.getBytes(StandardCharsets.UTF_8).length <= Limits.PAYLOAD_BYTES;
    }
}
