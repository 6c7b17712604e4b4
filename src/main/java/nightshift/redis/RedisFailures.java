package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.redis.GroupRow.Place;
import nightshift.redis.find.FailureSamples;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.store.FailureGroup;
import nightshift.store.FailureGroups;
import nightshift.task.TaskName;

final class RedisFailures implements FailureGroups {

    private static final int BATCH = 1_000;

    private final Connection redis;
    private final Keys keys;
    private final FailureSamples samples;

    RedisFailures(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
        this.samples = new FailureSamples(redis, keys);
    }

    @Override
    public Page page(Asked asked, Order order, int size, Optional<String> token) {
        Optional<Place> after = token.map(Place::parse);
        long now = redis.now();
        List<GroupRow> rows =
                order == Order.COUNT ? most(asked, after, size + 1, now) : latest(asked, after, size + 1, now);
        List<GroupRow> shown = rows.subList(0, Math.min(size, rows.size()));
        Optional<String> next = rows.size() > size
                ? Optional.of(shown.get(size - 1).place(order).token())
                : Optional.empty();
        return new Page(
                GroupAnswers.read(
                        redis, keys, shown.stream().map(GroupRow::group).toList(), now),
                next);
    }

    /** Nothing has the groups by their numbers of members, so this reads all. */
    private List<GroupRow> most(Asked asked, Optional<Place> after, int wanted, long now) {
        List<Place> places = places();
        List<GroupRow> rows = new ArrayList<>();
        for (int from = 0; from < places.size(); from += BATCH) {
            rows.addAll(rows(places.subList(from, Math.min(places.size(), from + BATCH)), asked, now));
        }
        return rows.stream()
                .filter(row -> after.map(place -> row.place(Order.COUNT).compareTo(place) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(row -> row.place(Order.COUNT)))
                .limit(wanted)
                .toList();
    }

    private List<GroupRow> latest(Asked asked, Optional<Place> after, int wanted, long now) {
        List<Place> places = places().stream()
                .filter(each -> after.map(place -> each.compareTo(place) > 0).orElse(true))
                .sorted()
                .toList();
        List<GroupRow> rows = new ArrayList<>();
        int batch = wanted;
        for (int from = 0;
                from < places.size() && rows.size() < wanted;
                from += batch, batch = Math.min(BATCH, 2 * batch)) {
            rows.addAll(rows(places.subList(from, Math.min(places.size(), from + batch)), asked, now));
        }
        return rows.subList(0, Math.min(wanted, rows.size()));
    }

    /** Of all groups, by the time of their latest failure. */
    private List<Place> places() {
        return redis.call("failures", j -> j.zrangeWithScores(keys.failures(), 0, -1)).stream()
                .map(Place::of)
                .toList();
    }

    private List<GroupRow> rows(List<Place> places, Asked asked, long now) {
        return GroupRow.read(redis, keys, places, asked.queue(), now).stream()
                .filter(row -> row.fits(asked))
                .toList();
    }

    @Override
    public Optional<FailureGroup> find(Fingerprint group) {
        return GroupAnswers.read(redis, keys, List.of(group), redis.now()).stream()
                .findFirst();
    }

    @Override
    public Muted mute(Fingerprint group, Instant until, String by, String reason) {
        return switch (mute(group, Long.toString(until.toEpochMilli()), by, reason)) {
            case 'D' -> Muted.DONE;
            case 'P' -> Muted.PAST;
            case 'L' -> Muted.TOO_LATE;
            default -> Muted.NOT_FOUND;
        };
    }

    @Override
    public boolean unmute(Fingerprint group) {
        return mute(group, "", "", "") == 'D';
    }

    private char mute(Fingerprint group, String until, String by, String reason) {
        byte[] answer = (byte[]) redis.runForClient(
                LuaScript.MUTE,
                List.of(
                        group.hex().getBytes(UTF_8),
                        until.getBytes(UTF_8),
                        Long.toString(MUTE_LONGEST.toMillis()).getBytes(UTF_8),
                        by.getBytes(UTF_8),
                        reason.getBytes(UTF_8)));
        return (char) answer[0];
    }

    @Override
    public Counts counts() {
        List<Long> counts = redis.call("failures", j -> j.hmget(keys.failureTotals(), "open", "muted", "idle")).stream()
                .map(count -> count == null ? 0 : Long.parseLong(count))
                .toList();
        return new Counts(counts.get(0), counts.get(1), counts.get(2));
    }

    @Override
    public List<Job> members(Fingerprint group, int most) {
        return samples.members(group, most);
    }

    @Override
    public List<Job> succeeded(TaskName task, Instant from, Instant to, int most) {
        return samples.succeeded(task, from, to, most);
    }
}
