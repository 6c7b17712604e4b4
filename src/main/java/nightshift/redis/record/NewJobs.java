package nightshift.redis.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import nightshift.job.Due;
import nightshift.job.NewJob;
import nightshift.task.JobId;

/** Makes of new jobs what {@code lua/intake.lua} takes. */
final class NewJobs {

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    JobId newId() {
        return new JobId(ids.generate());
    }

    /** Priority and time. */
    static byte[] when(NewJob job) {
        Due due = job.due();
        if (due instanceof Due.After after) {
            return ascii(job.priority() + "+" + after.delay().toMillis());
        }
        if (due instanceof Due.At at) {
            return ascii(job.priority() + "@" + at.time().toEpochMilli());
        }
        return ascii(Integer.toString(job.priority()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
