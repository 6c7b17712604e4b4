package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import nightshift.job.JobSummary;
import nightshift.redis.link.Connection;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/** Compares the records of jobs with a filter. */
record JobLooks(Connection redis) {

    /** How many bytes of jobs one call may bring for their args, and one job more. */
    private static final int ARGS_BYTES = 1 << 20;

    private static final int CHUNK = 250;

    /** Those of any number of jobs that fit. */
    List<JobSummary> all(JobFilter filter, List<JobId> ids) {
        List<JobSummary> fitting = new ArrayList<>();
        for (int from = 0; from < ids.size(); ) {
            Looked looked = at(filter, ids.subList(from, Math.min(ids.size(), from + CHUNK)));
            fitting.addAll(looked.fitting());
            from += looked.ids();
        }
        return fitting;
    }

    /** @param ids how many were looked at, at least one */
    record Looked(int ids, List<JobSummary> fitting) {}

    /** Looks at some jobs, and stops early if those that fit have many bytes. */
    Looked at(JobFilter filter, List<JobId> ids) {
        Fitting fitting = new Fitting(filter);
        List<byte[]> args = new ArrayList<>(fitting.args());
        args.add((filter.readsArgs() ? Integer.toString(ARGS_BYTES) : "").getBytes(ISO_8859_1));
        ids.forEach(id -> args.add(ShortId.of(id)));
        List<?> answers = (List<?>) redis.run(LuaScript.LIST, args);
        List<JobSummary> jobs = new ArrayList<>();
        for (int i = 1; i < answers.size(); i += 3) {
            JobRecord found = new JobRecord(ShortId.read((byte[]) answers.get(i), 0), (byte[]) answers.get(i + 1));
            JobSummary job = found.summary((byte[]) answers.get(i + 2));
            if (fitting.fits(job, found::args)) {
                jobs.add(job);
            }
        }
        return new Looked(((Long) answers.get(0)).intValue(), jobs);
    }
}
