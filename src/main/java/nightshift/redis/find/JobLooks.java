package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.job.Job;
import nightshift.job.JobSummary;
import nightshift.redis.link.Connection;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.Condition.Field;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/** Compares the records of jobs with a filter. */
record JobLooks(Connection redis) {

    /** How many bytes of jobs one call may bring for their args, and one job more. */
    static final int BYTES = 1 << 20;

    private static final int CHUNK = 250;
    private static final String WITHOUT_ARGS = "";
    private static final String SHORT = "-";

    /** Those of any number of jobs that fit and can be read. */
    List<JobSummary> all(JobFilter filter, List<JobId> ids) {
        List<byte[]> shortIds = ids.stream().map(ShortId::of).toList();
        List<JobSummary> fitting = new ArrayList<>();
        for (int from = 0; from < shortIds.size(); ) {
            Picked<JobSummary> picked =
                    summaries(filter, shortIds.subList(from, Math.min(shortIds.size(), from + CHUNK)), false);
            picked.jobs().forEach(pick -> pick.job().ifPresent(fitting::add));
            from += picked.ids();
        }
        return fitting;
    }

    /** @param ids how many were looked at, at least one */
    record Looked(int ids, List<JobSummary> fitting) {}

    /** Looks at some jobs, and stops early if those that fit have many bytes. It leaves out those that a later version wrote. */
    Looked at(JobFilter filter, List<JobId> ids) {
        Picked<JobSummary> picked =
                summaries(filter, ids.stream().map(ShortId::of).toList(), true);
        return new Looked(
                picked.ids(),
                picked.jobs().stream().flatMap(each -> each.job().stream()).toList());
    }

    /**
     * Jobs that fit.
     *
     * @param ids   how many ids were looked at
     * @param there how many of their jobs are there, if that was counted
     */
    record Picked<J>(int ids, int there, List<Pick<J>> jobs) {}

    /** @param job empty if a later version wrote it, so that it may fit */
    record Pick<J>(JobId id, Optional<J> job) {}

    /**
     * Jobs that fit, as lists show them. It stops early if they have many bytes and their args have to be read.
     *
     * @param attempts whether they have their latest attempts; otherwise only if the filter needs those
     */
    Picked<JobSummary> summaries(JobFilter filter, List<byte[]> ids, boolean attempts) {
        String parts = attempts || filter.readsFailures() ? WITHOUT_ARGS : SHORT;
        List<?> answers = (List<?>)
                redis.run(LuaScript.LIST, args(filter, filter.readsArgs() ? Integer.toString(BYTES) : parts, ids));
        List<Pick<JobSummary>> picks = new ArrayList<>();
        for (int i = 1; i < answers.size(); i += 3) {
            JobId id = ShortId.read((byte[]) answers.get(i), 0);
            Optional<JobRecord> record = JobRecord.read(id, (byte[]) answers.get(i + 1));
            byte[] newest = (byte[]) answers.get(i + 2);
            Optional<JobSummary> job = record.map(readable -> readable.summary(newest));
            if (job.map(summary -> filter.fits(summary, record.orElseThrow()::args))
                    .orElse(true)) {
                picks.add(new Pick<>(id, job));
            }
        }
        return new Picked<>(((Long) answers.get(0)).intValue(), ids.size(), picks);
    }

    /**
     * Whole jobs that fit. It stops early if they have many bytes.
     *
     * @throws IllegalStateException if a later version wrote one of them
     */
    Picked<Job> whole(JobFilter filter, List<byte[]> ids) {
        List<?> answers = (List<?>) redis.run(LuaScript.READ, args(filter, Integer.toString(BYTES), ids));
        List<Pick<Job>> picks = new ArrayList<>();
        for (int i = 2; i < answers.size(); i += 2) {
            Job job = new JobRecord(ShortId.read((byte[]) answers.get(i), 0), (byte[]) answers.get(i + 1)).job();
            if (filter.fits(job.summary(), job::args)) {
                picks.add(new Pick<>(job.id(), Optional.of(job)));
            }
        }
        return new Picked<>(((Long) answers.get(0)).intValue(), ((Long) answers.get(1)).intValue(), picks);
    }

    /** The arguments of a script that picks jobs: it compares state, queue and task with one value each. */
    static List<byte[]> args(JobFilter filter, String bytes, List<byte[]> ids) {
        StringBuilder states = new StringBuilder();
        filter.states().forEach(state -> states.append(state.code()));
        List<byte[]> args = new ArrayList<>(ids.size() + 4);
        args.add(states.toString().getBytes(ISO_8859_1));
        args.add(filter.exact(Field.QUEUE).orElse("").getBytes(UTF_8));
        args.add(filter.exact(Field.TASK).orElse("").getBytes(UTF_8));
        args.add(bytes.getBytes(ISO_8859_1));
        args.addAll(ids);
        return args;
    }
}
