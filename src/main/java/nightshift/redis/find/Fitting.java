package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Supplier;
import nightshift.job.JobSummary;
import nightshift.store.Condition.Field;
import nightshift.store.JobFilter;

/** Applies a filter: scripts compare state, queue and task with one value each; everything is compared here. */
record Fitting(JobFilter filter) {

    /** The three arguments of {@code pick.lua}. */
    List<byte[]> args() {
        StringBuilder states = new StringBuilder();
        filter.states().forEach(state -> states.append(state.code()));
        return List.of(
                states.toString().getBytes(ISO_8859_1),
                filter.exact(Field.QUEUE).orElse("").getBytes(UTF_8),
                filter.exact(Field.TASK).orElse("").getBytes(UTF_8));
    }

    /** Whether a job that a script has picked meets all conditions. */
    boolean fits(JobSummary job, Supplier<String> args) {
        return filter.fits(job, args);
    }
}
