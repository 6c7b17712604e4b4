package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.search.EntryId;
import nightshift.search.IdParts;
import nightshift.search.Position;
import nightshift.search.TimeBounds;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/**
 * Walks the jobs that a filter can mean by their ids, from the newest back. It reads the ids of all jobs, but no records. Tokens are
 * those of {@link IndexWalk}.
 */
final class IdPartWalk implements IdWalk {

    private static final int IDS_OF_CALL = 20_000;
    /** Others wait for Redis meanwhile, and one-job entries take the most time. */
    private static final int ENTRIES_OF_CALL = 2_000;
    /** After that many calls, the caller decides whether to continue. */
    private static final int CALLS_OF_STEP = 5;

    private final Connection redis;
    private final byte[] index;
    private final IdParts parts;
    private final byte[] oldest;
    private final Map<JobId, Position> positions = new HashMap<>();
    private String from;
    /** Where this or an earlier walk has come to; null if it begins. */
    private Position reached;

    private int ask = 64; // entries have from one id to 500, so how many to ask for is learned on the way
    private boolean ended;

    private IdPartWalk(Connection redis, Keys keys, JobFilter filter, IdParts parts, Optional<String> token) {
        this.redis = redis;
        this.index = keys.index().getBytes(UTF_8);
        this.parts = parts;
        TimeBounds times = TimeBounds.of(filter);
        this.oldest = times.oldest().getBytes(ISO_8859_1);
        this.reached = token.map(Position::ofToken).orElse(null);
        this.from = reached == null ? times.newest() : reached.entry().toString();
    }

    /** The walk, if the filter asks anything of ids. */
    static Optional<IdWalk> of(Connection redis, Keys keys, JobFilter filter, Optional<String> token) {
        return IdParts.of(filter).map(parts -> new IdPartWalk(redis, keys, filter, parts, token));
    }

    @Override
    public List<JobId> next(int about) {
        positions.clear();
        List<JobId> found = new ArrayList<>();
        for (int calls = 0; calls < CALLS_OF_STEP && !ended && found.size() < about; calls++) {
            byte[] start = from.getBytes(ISO_8859_1);
            int count = ask;
            List<?> entries = redis.call("index", j -> j.xrevrange(index, start, oldest, count));
            int looked = 0;
            for (Object each : entries) {
                looked += look((List<?>) each, found);
            }
            ended = entries.size() < count;
            ask = Math.max(1, Math.min(ENTRIES_OF_CALL, IDS_OF_CALL * entries.size() / Math.max(1, looked)));
        }
        return found;
    }

    /** Looks at an entry, and answers how many ids it has. */
    private int look(List<?> entry, List<JobId> found) {
        EntryId id = EntryId.parse(new String((byte[]) entry.get(0), ISO_8859_1));
        byte[] ids = (byte[]) ((List<?>) entry.get(1)).get(1);
        int jobs = ids.length / ShortId.LENGTH;
        int seen = reached != null && reached.entry().equals(id) ? Math.min(reached.seen(), jobs) : 0;
        for (int i = seen; i < jobs; i++) {
            JobId job = ShortId.read(ids, (jobs - 1 - i) * ShortId.LENGTH);
            if (parts.canBe(job)) {
                found.add(job);
                positions.put(job, new Position(id, i + 1));
            }
        }
        reached = Position.endOf(id);
        from = "(" + id;
        return jobs;
    }

    @Override
    public String tokenAfter(JobId id) {
        return positions.get(id).token();
    }

    @Override
    public Optional<String> token() {
        return ended || reached == null ? Optional.empty() : Optional.of(reached.token());
    }

    @Override
    public Instant reachedBack() {
        return Instant.ofEpochMilli(reached.entry().ms());
    }
}
