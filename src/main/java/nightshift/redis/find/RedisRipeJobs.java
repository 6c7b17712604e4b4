package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nightshift.job.Job;
import nightshift.job.Retention;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.RipeJobs;

/**
 * Removes jobs whose retention has ended: at once, or in two steps, so that they can be archived in between. One script
 * removes in both cases.
 */
public final class RedisRipeJobs implements RipeJobs {

    /** How many jobs one call looks at. */
    private static final int LOOKS = 500;

    private final Connection redis;
    private final Keys keys;

    public RedisRipeJobs(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * Removes them at once.
     *
     * @return how many were removed
     */
    public int purge(Retention retention) {
        int removed = 0;
        String position = START;
        do {
            List<byte[]> args = place(position, LOOKS);
            args.add(ascii("ripe"));
            args.addAll(rules(retention));
            List<?> answer = (List<?>) redis.run(LuaScript.PURGE, args);
            position = text(answer.get(0));
            removed += count(answer.get(1));
        } while (!position.isEmpty());
        return removed;
    }

    @Override
    public Optional<Slice> next(Retention retention, String worker, String position) {
        List<byte[]> args = place(position, LOOKS);
        args.addAll(rules(retention));
        args.add(ascii(worker));
        args.add(number(HOLD_SECONDS * 1000L));
        args.add(number(RedisJobScan.BYTES));
        List<?> answer = (List<?>) redis.run(LuaScript.RIPE, args);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        List<Job> jobs = new ArrayList<>();
        for (int i = 2; i < answer.size(); i += 2) {
            jobs.add(new JobRecord(ShortId.read((byte[]) answer.get(i), 0), (byte[]) answer.get(i + 1)).job());
        }
        return Optional.of(new Slice(jobs, position, count(answer.get(1)), text(answer.get(0))));
    }

    @Override
    public int remove(Slice slice) {
        List<byte[]> args = place(slice.position(), slice.looked());
        args.add(ascii("archived"));
        for (Job job : slice.jobs()) {
            args.add(ShortId.of(job.id()));
            args.add(ascii(String.format(
                    Locale.ROOT, "%c%013d", job.state().code(), job.stateAt().toEpochMilli())));
        }
        return count(((List<?>) redis.run(LuaScript.PURGE, args)).get(1));
    }

    @Override
    public void release(String worker) {
        redis.call("archiver", j -> worker.equals(j.get(keys.archiver())) ? j.unlink(keys.archiver()) : 0L);
    }

    /** The first arguments of both scripts: where the walk is, and how many jobs to look at. */
    private static List<byte[]> place(String position, int looks) {
        return new ArrayList<>(List.of(ascii(position), number(looks)));
    }

    /** The rules as {@code read_rules()} of {@code retention.lua} reads them. */
    private static List<byte[]> rules(Retention retention) {
        return List.of(
                number(retention.succeeded().toMillis()),
                number(retention.dead().toMillis()),
                number(retention.most()));
    }

    private static byte[] number(long value) {
        return ascii(Long.toString(value));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, ISO_8859_1);
    }

    private static int count(Object number) {
        return ((Long) number).intValue();
    }
}
