package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.JobSummary;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.JobFilter;
import nightshift.store.JobScan.Extent;
import nightshift.store.JobWalks;
import nightshift.task.JobId;

/**
 * Chooses the shortest source of ids for a filter, and lets a script read the jobs that fit. The first character of a route stands for
 * its source: {@code i} for the index of all jobs, {@code s} for the index of states.
 */
public final class RedisJobWalks implements JobWalks {

    private static final char ALL = 'i';
    private static final char STATES = 's';
    /** How many bytes of jobs one call may bring for their args, and one job more. */
    private static final int ARGS_BYTES = 1 << 20;

    private final Connection redis;
    private final RedisJobScan scan;
    private final StatePieces states;

    public RedisJobWalks(Connection redis, Keys keys, RedisJobScan scan) {
        this.redis = redis;
        this.scan = scan;
        this.states = new StatePieces(redis, keys);
    }

    /** Ids that come next in a walk. */
    interface Ids {

        /** In 22 characters each. */
        List<byte[]> ids();

        /** The position after the first ids, as many as given. */
        String positionAfter(int count);

        /** Whether nothing follows. */
        boolean isLast();
    }

    @Override
    public Walk plan(JobFilter filter) {
        Instant now = Instant.ofEpochMilli(redis.now());
        return states.plan(filter)
                .map(plan -> new Walk(STATES + plan.places(), now, plan.jobs()))
                .orElseGet(() -> {
                    Extent extent = scan.extent();
                    return new Walk(ALL + extent.end(), now, extent.jobs());
                });
    }

    @Override
    public Piece next(Walk walk, JobFilter filter, String position, int looks) {
        String route = walk.route().substring(1);
        Ids piece = switch (walk.route().charAt(0)) {
            case ALL -> scan.piece(filter, position, route, looks);
            case STATES -> states.piece(route, position, looks);
            default -> throw new IllegalArgumentException("no route of a walk: " + walk.route());
        };
        if (piece.ids().isEmpty()) {
            return new Piece(List.of(), 0, position, piece.isLast());
        }
        List<?> answers = (List<?>) redis.run(LuaScript.LIST, args(filter, piece.ids()));
        int looked = ((Long) answers.get(0)).intValue();
        return new Piece(
                found(filter, piece, answers),
                looked,
                piece.positionAfter(looked),
                piece.isLast() && looked == piece.ids().size());
    }

    private static List<byte[]> args(JobFilter filter, List<byte[]> ids) {
        List<byte[]> args = new ArrayList<>(new Fitting(filter).args());
        args.add(ascii(filter.readsArgs() ? Integer.toString(ARGS_BYTES) : ""));
        args.addAll(ids);
        return args;
    }

    private static List<Found> found(JobFilter filter, Ids piece, List<?> answers) {
        Fitting fitting = new Fitting(filter);
        Map<JobId, Integer> places = new HashMap<>();
        for (byte[] id : piece.ids()) {
            places.put(ShortId.read(id, 0), places.size());
        }
        List<Found> found = new ArrayList<>();
        for (int i = 1; i < answers.size(); i += 3) {
            JobId id = ShortId.read((byte[]) answers.get(i), 0);
            Optional<JobRecord> record = record(id, (byte[]) answers.get(i + 1));
            byte[] newest = (byte[]) answers.get(i + 2);
            Optional<JobSummary> job = record.map(readable -> readable.summary(newest));
            if (job.map(summary -> fitting.fits(summary, record.orElseThrow()::args))
                    .orElse(true)) {
                int looked = places.get(id) + 1;
                found.add(new Found(id, job, looked, piece.positionAfter(looked)));
            }
        }
        return found;
    }

    private static Optional<JobRecord> record(JobId id, byte[] bytes) {
        try {
            return Optional.of(new JobRecord(id, bytes));
        } catch (IllegalStateException e) {
            return Optional.empty(); // a later version wrote it
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
