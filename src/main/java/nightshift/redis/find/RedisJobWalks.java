package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.job.Job;
import nightshift.job.JobSummary;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.search.TimeBounds;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks;
import nightshift.task.JobId;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Walks over the shortest source of ids for a filter, and lets a script read the jobs that fit. The first character of a route stands for
 * its source: {@code i} for the index of all jobs, which the index for search can shorten, and others for those of {@link SetWalks}.
 */
public final class RedisJobWalks implements JobWalks {

    private static final char ALL = 'i';

    private final Connection redis;
    private final Keys keys;
    private final Walks walks;
    private final SetWalks sets;
    private final JobLooks looks;

    /** @param catalog which finds jobs in the same store */
    public RedisJobWalks(Connection redis, Keys keys, RedisJobCatalog catalog) {
        this.redis = redis;
        this.keys = keys;
        this.walks = catalog.walks();
        this.sets = new SetWalks(redis, keys);
        this.looks = new JobLooks(redis);
    }

    @Override
    public Walk plan(JobFilter filter) {
        Instant now = Instant.ofEpochMilli(redis.now());
        return walks.ofSets(filter)
                .map(plan -> new Walk(plan.route(), now, plan.jobs()))
                .orElseGet(() -> new Walk(ALL + newest(), now, new Totals(redis, keys).jobs()));
    }

    private String newest() {
        List<StreamEntry> newest = redis.call("index", j -> j.xrevrange(keys.index(), "+", "-", 1));
        return newest.isEmpty() ? "0-0" : newest.get(0).getID().toString();
    }

    @Override
    public Piece next(Walk walk, JobFilter filter, String position, int most) {
        WalkPiece piece = piece(walk, filter, position, most);
        if (piece.ids().isEmpty()) {
            return new Piece(List.of(), piece.passed(0), piece.positionAfter(0), piece.isLast());
        }
        JobLooks.Picked<JobSummary> picked = looks.summaries(filter, piece.ids(), false);
        Map<JobId, Integer> numbers = new HashMap<>();
        for (byte[] id : piece.ids()) {
            numbers.put(ShortId.read(id, 0), numbers.size() + 1);
        }
        List<Found> found = new ArrayList<>();
        for (JobLooks.Pick<JobSummary> pick : picked.jobs()) {
            int number = numbers.get(pick.id());
            found.add(new Found(pick.id(), pick.job(), piece.passed(number), piece.positionAfter(number)));
        }
        return new Piece(
                found,
                piece.passed(picked.ids()),
                piece.positionAfter(picked.ids()),
                piece.isLast() && picked.ids() == piece.ids().size());
    }

    @Override
    public Slice read(Walk walk, JobFilter filter, String position, int most) {
        WalkPiece piece = piece(walk, filter, position, most);
        if (piece.ids().isEmpty()) {
            return new Slice(List.of(), piece.passed(0), piece.positionAfter(0), piece.isLast());
        }
        JobLooks.Picked<Job> picked = looks.whole(filter, piece.ids());
        boolean isOfAll = walk.route().charAt(0) == ALL; // it ends with the last entry
        List<Job> jobs = picked.jobs().stream()
                .flatMap(pick -> pick.job().stream())
                .filter(job -> isOfAll || !job.createdAt().isAfter(walk.until()))
                .toList();
        int gone = picked.ids() - picked.there();
        return new Slice(
                jobs,
                Math.max(picked.there(), piece.passed(picked.ids()) - gone),
                piece.positionAfter(picked.ids()),
                piece.isLast() && picked.ids() == piece.ids().size());
    }

    /** The ids of the next jobs, whether they fit or not. */
    private WalkPiece piece(Walk walk, JobFilter filter, String position, int most) {
        String route = walk.route();
        return switch (route.charAt(0)) {
            case ALL -> ofAll(filter, position, route.substring(1), most);
            case SetWalks.NAMED, SetWalks.FAILURE, SetWalks.STATES -> sets.piece(route, position, most);
            default -> throw new IllegalArgumentException("no route of a walk: " + route);
        };
    }

    private WalkPiece ofAll(JobFilter filter, String position, String end, int most) {
        TimeBounds times = TimeBounds.of(filter);
        long newest = Long.parseLong(end.substring(0, end.indexOf('-')));
        String last = times.to() < newest ? times.newest() : end;
        return SegmentPiece.onward(walks.columns(), filter, position, times.oldest(), last, most);
    }

    static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
