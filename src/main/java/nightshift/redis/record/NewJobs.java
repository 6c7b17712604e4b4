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

    /** Priority and time. */
    public static byte[] when(NewJob job) {
        int priority = job.options().priority();
        Due due = job.due();
        if (due instanceof Due.After after) {
            return ascii(priority + "+" + after.delay().toMillis());
        }
        if (due instanceof Due.At at) {
            return ascii(priority + "@" + at.time().toEpochMilli());
        }
        return ascii(Integer.toString(priority));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
