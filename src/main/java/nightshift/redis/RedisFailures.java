package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.redis.find.FailureSamples;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.CauseText;
import nightshift.redis.record.FailureText;
import nightshift.redis.record.Names;
import nightshift.redis.record.ShortId;
import nightshift.store.FailureGroup;
import nightshift.store.FailureGroups;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

final class RedisFailures implements FailureGroups {

    private static final int HOURS = 24;
    private static final long HOUR_MS = 3_600_000;
    private static final int BATCH = 1_000;
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})-([0-9a-f]{16})");

    private final Connection redis;
    private final Keys keys;
    private final FailureSamples samples;

    RedisFailures(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
        this.samples = new FailureSamples(redis, keys);
    }

    /** As much of a group as it takes to choose and to sort. */
    private record Row(
            Fingerprint group,
            long latest,
            Optional<TaskName> task,
            boolean muted,
            boolean inQueue,
            long dead,
            long retrying) {

        boolean fits(Asked asked) {
            boolean inState = asked.states().isEmpty()
                    || dead > 0 && asked.states().contains(JobState.DEAD)
                    || retrying > 0 && asked.states().contains(JobState.RETRYING);
            return inState
                    && (asked.queue().isEmpty() || inQueue)
                    && (asked.task().isEmpty() || asked.task().equals(task))
                    && asked.muted().map(wanted -> wanted == muted).orElse(true);
        }

        Place place(Order order) {
            return new Place(order == Order.COUNT ? dead + retrying : latest, group.hex());
        }
    }

    /** Where a group stands in a list. */
    private record Place(long value, String group) implements Comparable<Place> {

        static Place parse(String token) {
            Matcher parts = TOKEN.matcher(token);
            if (!parts.matches()) {
                throw new IllegalArgumentException("was not made by this list");
            }
            return new Place(Long.parseLong(parts.group(1)), parts.group(2));
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparingLong(Place::value)
                    .reversed()
                    .thenComparing(Place::group)
                    .compare(this, other);
        }

        String token() {
            return value + "-" + group;
        }
    }

    @Override
    public Page page(Asked asked, Order order, int size, Optional<String> token) {
        Optional<Place> after = token.map(Place::parse);
        long now = redis.now();
        List<Row> rows = rows(asked.queue(), now).stream()
                .filter(row -> row.fits(asked))
                .filter(row -> after.map(place -> row.place(order).compareTo(place) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(row -> row.place(order)))
                .limit(size + 1L)
                .toList();
        List<Row> shown = rows.subList(0, Math.min(size, rows.size()));
        Optional<String> next = rows.size() > size
                ? Optional.of(shown.get(size - 1).place(order).token())
                : Optional.empty();
        return new Page(groups(shown.stream().map(Row::group).toList(), now), next);
    }

    private List<Row> rows(Optional<QueueName> queue, long now) {
        List<Row> rows = new ArrayList<>();
        List<redis.clients.jedis.resps.Tuple> latest =
                redis.call("failures", j -> j.zrangeWithScores(keys.failures(), 0, -1));
        String inQueue = queue.map(RedisFailures::queueField).orElse("");
        for (int from = 0; from < latest.size(); from += BATCH) {
            var some = latest.subList(from, Math.min(latest.size(), from + BATCH));
            redis.call("failures", j -> {
                        List<Response<List<String>>> fields = new ArrayList<>();
                        List<Response<Long>> dead = new ArrayList<>();
                        List<Response<Long>> retrying = new ArrayList<>();
                        List<Row> read = new ArrayList<>();
                        try (AbstractPipeline pipeline = j.pipelined()) {
                            for (var each : some) {
                                String group = each.getElement();
                                fields.add(pipeline.hmget(keys.failure(group), "task", "muted", inQueue));
                                dead.add(pipeline.zcard(keys.failed('F', group)));
                                retrying.add(pipeline.zcard(keys.failed('T', group)));
                            }
                            pipeline.sync();
                        }
                        for (int i = 0; i < some.size(); i++) {
                            List<String> values = fields.get(i).get();
                            read.add(new Row(
                                    new Fingerprint(some.get(i).getElement()),
                                    (long) some.get(i).getScore(),
                                    Optional.ofNullable(values.get(0))
                                            .filter(task -> !task.isEmpty())
                                            .map(Names::task),
                                    FailureText.mute(values.get(1), now).isPresent(),
                                    values.get(2) != null,
                                    dead.get(i).get(),
                                    retrying.get(i).get()));
                        }
                        return read;
                    })
                    .forEach(rows::add);
        }
        return rows;
    }

    private static String queueField(QueueName queue) {
        return FailureText.QUEUE + queue.value();
    }

    @Override
    public Optional<FailureGroup> find(Fingerprint group) {
        return groups(List.of(group), redis.now()).stream().findFirst();
    }

    /** What the store has of some groups. */
    private record Raw(
            List<Response<Map<String, String>>> fields,
            List<Response<Long>> dead,
            List<Response<Long>> retrying,
            List<Response<List<String>>> newestDead,
            List<Response<List<String>>> newestRetrying,
            List<Response<List<String>>> hours) {

        Raw() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    /** These groups, without those that are gone. */
    private List<FailureGroup> groups(List<Fingerprint> groups, long now) {
        if (groups.isEmpty()) {
            return List.of();
        }
        String[] names = groups.stream().map(Fingerprint::hex).toArray(String[]::new);
        long hour = now / HOUR_MS;
        Raw raw = redis.call("failures", j -> {
            Raw all = new Raw();
            try (AbstractPipeline pipeline = j.pipelined()) {
                for (String group : names) {
                    all.fields.add(pipeline.hgetAll(keys.failure(group)));
                    all.dead.add(pipeline.zcard(keys.failed('F', group)));
                    all.retrying.add(pipeline.zcard(keys.failed('T', group)));
                    all.newestDead.add(pipeline.zrange(keys.failed('F', group), -1, -1));
                    all.newestRetrying.add(pipeline.zrange(keys.failed('T', group), -1, -1));
                }
                for (long n = hour - HOURS + 1; n <= hour; n++) {
                    all.hours.add(pipeline.hmget(keys.failedIn(n), names));
                }
                pipeline.sync();
            }
            return all;
        });
        List<FailureGroup> read = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if (raw.fields.get(i).get().containsKey("first")) {
                read.add(group(groups.get(i), raw, i, now));
            }
        }
        return read;
    }

    private static FailureGroup group(Fingerprint group, Raw raw, int i, long now) {
        Map<String, String> fields = raw.fields.get(i).get();
        Map<QueueName, Long> queues = new TreeMap<>(Comparator.comparing(QueueName::value));
        fields.forEach((field, jobs) -> {
            if (field.startsWith(FailureText.QUEUE)) {
                queues.put(Names.queue(field.substring(FailureText.QUEUE.length())), Long.parseLong(jobs));
            }
        });
        List<String> newest = new ArrayList<>(raw.newestDead.get(i).get());
        newest.addAll(raw.newestRetrying.get(i).get());
        return new FailureGroup(
                CauseText.read(group, fields),
                raw.dead.get(i).get(),
                raw.retrying.get(i).get(),
                queues,
                Long.parseLong(fields.getOrDefault("failures", "0")),
                Instant.ofEpochMilli(Long.parseLong(fields.get("first"))),
                Instant.ofEpochMilli(Long.parseLong(fields.get("latest"))),
                raw.hours.stream()
                        .map(hour -> hour.get().get(i))
                        .map(count -> count == null ? 0 : Long.parseLong(count))
                        .toList(),
                newest.stream().map(id -> ShortId.read(id.getBytes(UTF_8), 0)).findFirst(),
                FailureText.mute(fields.get("muted"), now));
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
        List<Row> rows = rows(Optional.empty(), redis.now());
        LongStream members = rows.stream().mapToLong(row -> row.dead + row.retrying);
        long idle = members.filter(jobs -> jobs == 0).count();
        long muted = rows.stream()
                .filter(row -> row.muted && row.dead + row.retrying > 0)
                .count();
        return new Counts(rows.size() - idle - muted, muted, idle);
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
