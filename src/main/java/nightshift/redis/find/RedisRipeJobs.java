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
    private final KnownPieces pieces = new KnownPieces();
    /** The walk that {@link #next} continues; null before the first. */
    private RipeWalk walk;

    public RedisRipeJobs(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * Removes them at once.
     *
     * @return how many were removed
     */
    public synchronized int purge(Retention retention) {
        int removed = 0;
        RipeWalk purging = new RipeWalk(pieces, retention, START);
        do {
            String position = purging.position();
            List<byte[]> args = place(position, LOOKS);
            args.add(ascii("ripe"));
            args.addAll(purging.rules());
            List<?> answer = (List<?>) redis.run(LuaScript.PURGE, args);
            removed += count(answer.get(1));
            purging.looked(PieceReport.read(answer.get(0), answer.get(2)));
            purging.removed(position);
        } while (!purging.isOver());
        return removed;
    }

    @Override
    public synchronized Optional<Slice> next(Retention retention, String worker, String position) {
        if (walk == null || position.equals(START) || !position.equals(walk.position())) {
            walk = new RipeWalk(pieces, retention, position);
        }
        List<byte[]> args = place(position, LOOKS);
        args.addAll(walk.rules());
        args.add(ascii(worker));
        args.add(number(HOLD_SECONDS * 1000L));
        args.add(number(JobLooks.BYTES));
        List<?> answer = (List<?>) redis.run(LuaScript.RIPE, args);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        walk.looked(PieceReport.read(answer.get(0), answer.get(2)));
        List<Job> jobs = new ArrayList<>();
        for (int i = 3; i < answer.size(); i += 2) {
            JobRecord.read(ShortId.read((byte[]) answer.get(i), 0), (byte[]) answer.get(i + 1))
                    .map(JobRecord::job)
                    .ifPresent(jobs::add);
        }
        return Optional.of(new Slice(jobs, position, count(answer.get(1)), walk.position()));
    }

    @Override
    public synchronized int remove(Slice slice) {
        List<byte[]> args = place(slice.position(), slice.looked());
        args.add(ascii("archived"));
        for (Job job : slice.jobs()) {
            args.add(ShortId.of(job.id()));
            args.add(ascii(String.format(
                    Locale.ROOT, "%c%013d", job.state().code(), job.stateAt().toEpochMilli())));
        }
        int removed = count(((List<?>) redis.run(LuaScript.PURGE, args)).get(1));
        if (removed == slice.jobs().size() && walk != null) {
            walk.removed(slice.position());
        }
        return removed;
    }

    @Override
    public void release(String worker) {
        redis.call("archiver", j -> worker.equals(j.get(keys.archiver())) ? j.unlink(keys.archiver()) : 0L);
    }

    /** The first arguments of both scripts: where the walk is, and how many jobs to look at. */
    private static List<byte[]> place(String position, int looks) {
        return new ArrayList<>(List.of(ascii(position), number(looks)));
    }

    private static byte[] number(long value) {
        return ascii(Long.toString(value));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static int count(Object number) {
        return ((Long) number).intValue();
    }
}
