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
        List<byte[]> ids = piece.ids();
        return new Piece(found(filter, piece), ids.size(), piece.positionAfter(ids.size()), piece.isLast());
    }

    private List<Found> found(JobFilter filter, Ids piece) {
        if (piece.ids().isEmpty()) {
            return List.of();
        }
        Fitting fitting = new Fitting(filter);
        List<byte[]> args = new ArrayList<>(fitting.args());
        args.addAll(piece.ids());
        List<?> answers = (List<?>) redis.run(LuaScript.LIST, args);
        Map<JobId, Integer> places = new HashMap<>();
        for (byte[] id : piece.ids()) {
            places.put(ShortId.read(id, 0), places.size());
        }
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < answers.size(); i += 3) {
            JobId id = ShortId.read((byte[]) answers.get(i), 0);
            Optional<JobSummary> job = summary(id, (byte[]) answers.get(i + 1), (byte[]) answers.get(i + 2));
            if (job.map(fitting::fits).orElse(true)) {
                int looked = places.get(id) + 1;
                found.add(new Found(id, job, looked, piece.positionAfter(looked)));
            }
        }
        return found;
    }

    private static Optional<JobSummary> summary(JobId id, byte[] record, byte[] newestAttempt) {
        try {
            return Optional.of(new JobRecord(id, record).summary(newestAttempt));
        } catch (IllegalStateException e) {
            return Optional.empty(); // a later version wrote it
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
