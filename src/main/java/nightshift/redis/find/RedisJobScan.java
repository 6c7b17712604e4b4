package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.JobFilter;
import nightshift.store.JobScan;
import redis.clients.jedis.resps.StreamEntry;

/** Walks the index forward, and lets a script read the jobs that fit. */
public final class RedisJobScan implements JobScan {

    /** How many bytes of jobs one call may bring, and one job more. */
    static final int BYTES = 1 << 20;

    private final Connection redis;
    private final Keys keys;

    public RedisJobScan(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public Extent extent() {
        List<StreamEntry> newest = redis.call("index", j -> j.xrevrange(keys.index(), "+", "-", 1));
        String[] totals = Arrays.stream(JobState.values())
                .map(state -> "*:" + state.code())
                .toArray(String[]::new);
        long jobs = redis.call("index", j -> j.hmget(keys.counts(), totals)).stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::parseLong)
                .sum();
        return new Extent(newest.isEmpty() ? "0-0" : newest.get(0).getID().toString(), jobs);
    }

    @Override
    public Slice next(JobFilter filter, String position, String end, int looks) {
        IndexPiece piece = piece(filter, position, end, looks);
        if (piece.ids().isEmpty()) {
            return new Slice(List.of(), 0, position, piece.isLast());
        }
        Fitting fitting = new Fitting(filter);
        List<byte[]> args = new ArrayList<>(fitting.args());
        args.add(Integer.toString(BYTES).getBytes(ISO_8859_1));
        args.addAll(piece.ids());
        List<?> answer = (List<?>) redis.run(LuaScript.READ, args);
        int seen = ((Long) answer.get(0)).intValue();
        List<Job> jobs = new ArrayList<>();
        for (int i = 2; i < answer.size(); i += 2) {
            Job job = new JobRecord(ShortId.read((byte[]) answer.get(i), 0), (byte[]) answer.get(i + 1)).job();
            if (fitting.fits(job.summary(), job::args)) {
                jobs.add(job);
            }
        }
        return new Slice(
                jobs,
                ((Long) answer.get(1)).intValue(),
                piece.positionAfter(seen),
                piece.isLast() && seen == piece.ids().size());
    }

    /** The ids of the next jobs, whether they fit or not. */
    IndexPiece piece(JobFilter filter, String position, String end, int looks) {
        String first = filter.createdFrom()
                .map(time -> Long.toString(Math.max(0, time.toEpochMilli() - IndexWalk.SLACK_MS)))
                .orElse("-");
        return IndexPiece.onward(redis, keys, position, first, last(filter, end), looks);
    }

    private static String last(JobFilter filter, String end) {
        long newest = Long.parseLong(end.substring(0, end.indexOf('-')));
        return filter.createdBefore()
                .map(time -> Math.max(0, time.toEpochMilli() + IndexWalk.SLACK_MS))
                .filter(before -> before < newest)
                .map(before -> Long.toString(before))
                .orElse(end);
    }
}
