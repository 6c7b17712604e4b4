package nightshift.redis.find;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nightshift.job.Job;
import nightshift.job.JobSummary;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.JobCatalog;
import nightshift.store.JobFilter;
import nightshift.store.JobTally;
import nightshift.task.JobId;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/**
 * Finds jobs. A list walks ids from the newest to the oldest, from whichever source is the shortest for the filter, and
 * lets a script pick those that fit: the hot path keeps one index, not one for each filter.
 */
public final class RedisJobCatalog implements JobCatalog {

    /** How many jobs a page looks at once it has found one. */
    private static final int LOOKS = 20_000;
    /** After that long, a page answers with what it has found. */
    private static final Duration SEARCH_MOST = Duration.ofSeconds(1);

    private static final Duration TALLY_MOST = Duration.ofSeconds(1);

    private static final int CHUNK = 250;
    private static final int FOUND_AT_ONCE = 100;

    private final Connection redis;
    private final Keys keys;
    private final Walks walks;
    private final JobLooks looks;
    private final Duration searchMost;

    public RedisJobCatalog(Connection redis, Keys keys) {
        this(redis, keys, SEARCH_MOST, Walks.FEW);
    }

    /**
     * @param searchMost after which time a page answers with what it has found
     * @param few        how many jobs of a state or a failure group are walked without a look at the index for search
     */
    public RedisJobCatalog(Connection redis, Keys keys, Duration searchMost, int few) {
        this.redis = redis;
        this.keys = keys;
        this.walks = new Walks(redis, keys, few);
        this.looks = new JobLooks(redis);
        this.searchMost = searchMost;
    }

    Walks walks() {
        return walks;
    }

    @Override
    public Optional<Job> find(JobId id) {
        byte[] record = redis.call("find", j -> j.get(keys.job(ShortId.text(id))));
        return record == null ? Optional.empty() : Optional.of(new JobRecord(id, record).job());
    }

    @Override
    public Map<JobId, Job> findAll(List<JobId> ids) {
        Map<JobId, Job> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += FOUND_AT_ONCE) {
            List<JobId> some = ids.subList(from, Math.min(ids.size(), from + FOUND_AT_ONCE));
            List<byte[]> records = redis.call("find", j -> {
                List<Response<byte[]>> answers = new ArrayList<>();
                try (AbstractPipeline pipeline = j.pipelined()) {
                    some.forEach(id -> answers.add(pipeline.get(keys.job(ShortId.text(id)))));
                    pipeline.sync();
                }
                return answers.stream().map(Response::get).collect(Collectors.toCollection(ArrayList::new));
            });
            for (int i = 0; i < some.size(); i++) {
                if (records.get(i) != null) {
                    JobRecord.read(some.get(i), records.get(i))
                            .ifPresent(record -> found.put(record.id(), record.job()));
                }
            }
        }
        return found;
    }

    @Override
    public Page page(JobFilter filter, int size, Optional<String> token) {
        IdWalk walk = walks.of(filter, token);
        long deadline = System.nanoTime() + searchMost.toNanos();
        List<JobSummary> jobs = new ArrayList<>(size);
        int seen = 0;
        int ask = Math.min(size, CHUNK);
        while (true) {
            List<JobId> ids = walk.next(ask);
            Optional<String> next = walk.token();
            seen += ids.size();
            for (int from = 0; from < ids.size(); ) {
                JobLooks.Looked looked = looks.at(filter, ids.subList(from, Math.min(ids.size(), from + CHUNK)));
                from += looked.ids();
                for (JobSummary job : looked.fitting()) {
                    jobs.add(job);
                    if (jobs.size() == size) {
                        return new Page(jobs, Optional.of(walk.tokenAfter(job.id())), Optional.empty());
                    }
                }
            }
            if (next.isEmpty()) {
                return Page.last(jobs);
            }
            ask = Math.min(CHUNK, 2 * ask);
            if (System.nanoTime() - deadline >= 0 || !jobs.isEmpty() && seen >= LOOKS) {
                return new Page(jobs, next, Optional.of(walk.reachedBack()));
            }
        }
    }

    @Override
    public JobTally tally(JobFilter filter) {
        return walks.tally(filter, looks, TALLY_MOST);
    }
}
