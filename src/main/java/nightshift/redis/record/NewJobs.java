package nightshift.redis.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import nightshift.job.Due;
import nightshift.job.NewJob;
import nightshift.task.JobId;

/** Turns new jobs into the arguments of {@code lua/intake.lua}. */
public final class NewJobs {

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    /** An id that no other job has, made from the current time. */
    public JobId newId() {
        return new JobId(ids.generate());
    }

    /** Priority, what happens on a conflict, and time. */
    public static byte[] when(NewJob job) {
        String front = "" + job.options().priority() + job.onConflict().code();
        Due due = job.due();
        if (due instanceof Due.After after) {
            return ascii(front + "+" + after.delay().toMillis());
        }
        if (due instanceof Due.At at) {
            return ascii(front + "@" + at.time().toEpochMilli());
        }
        return ascii(front);
    }

    /** When a job may start, for {@code lua/revise.lua}. */
    public static byte[] time(Due due) {
        if (due instanceof Due.After after) {
            return ascii("+" + after.delay().toMillis());
        }
        if (due instanceof Due.At at) {
            return ascii("@" + at.time().toEpochMilli());
        }
        return ascii("=");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
