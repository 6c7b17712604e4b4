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

/** The purge in two steps: one script reads, another removes what has not changed since. */
public final class RedisRipeJobs implements RipeJobs {

    private static final int LOOKS = 500;
    private static final long FOR_EVER = 1L << 52;

    private final Connection redis;
    private final Keys keys;

    public RedisRipeJobs(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public Optional<Slice> next(Retention retention, String worker, String position) {
        IndexPiece piece = IndexPiece.onward(redis, keys, position, "-", "+", LOOKS);
        List<byte[]> args = new ArrayList<>();
        args.addAll(numbers(retention.succeeded().toMillis(), retention.dead().toMillis(), retention.most()));
        args.add(worker.getBytes(ISO_8859_1));
        args.addAll(numbers(HOLD_SECONDS * 1000L, RedisJobScan.BYTES));
        args.addAll(piece.ids());
        List<?> answer = (List<?>) redis.run(LuaScript.RIPE, args);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        int seen = ((Long) answer.get(0)).intValue();
        List<Job> jobs = new ArrayList<>();
        for (int i = 2; i < answer.size(); i += 2) {
            jobs.add(new JobRecord(ShortId.read((byte[]) answer.get(i), 0), (byte[]) answer.get(i + 1)).job());
        }
        long young = (Long) answer.get(1);
        boolean ended = seen == piece.ids().size() && (piece.isLast() || piece.time(seen - 1) > young);
        return Optional.of(new Slice(jobs, piece.entriesWithin(seen), piece.positionAfter(seen), ended));
    }

    @Override
    public int remove(Slice slice) {
        List<byte[]> args = new ArrayList<>();
        args.addAll(numbers(slice.jobs().size()));
        for (Job job : slice.jobs()) {
            args.add(ShortId.of(job.id()));
            args.add(String.format(
                            Locale.ROOT,
                            "%c%013d",
                            job.state().code(),
                            job.stateAt().toEpochMilli())
                    .getBytes(ISO_8859_1));
        }
        slice.entries().forEach(entry -> args.add(entry.getBytes(ISO_8859_1)));
        int removed = ((Long) redis.run(LuaScript.REMOVE, args)).intValue();
        if (slice.ended()) {
            // it has nothing to remove, and then drops what else is left behind
            redis.run(LuaScript.PURGE, numbers(FOR_EVER, FOR_EVER, FOR_EVER));
        }
        return removed;
    }

    @Override
    public void release(String worker) {
        redis.call("archiver", j -> worker.equals(j.get(keys.archiver())) ? j.unlink(keys.archiver()) : 0L);
    }

    private static List<byte[]> numbers(long... values) {
        List<byte[]> numbers = new ArrayList<>();
        for (long value : values) {
            numbers.add(Long.toString(value).getBytes(ISO_8859_1));
        }
        return numbers;
    }
}
