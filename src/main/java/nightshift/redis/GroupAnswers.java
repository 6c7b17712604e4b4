package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.job.Fingerprint;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.CauseText;
import nightshift.redis.record.FailureText;
import nightshift.redis.record.Names;
import nightshift.redis.record.ShortId;
import nightshift.store.FailureGroup;
import nightshift.task.QueueName;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** What the store answers about one failure group. */
record GroupAnswers(
        Fingerprint group,
        Response<Map<String, String>> fields,
        Response<Long> dead,
        Response<Long> retrying,
        Response<List<String>> newestDead,
        Response<List<String>> newestRetrying) {

    private static final int HOURS = 24;
    private static final long HOUR_MS = 3_600_000;

    /** These groups, without those that are gone. */
    static List<FailureGroup> read(Connection redis, Keys keys, List<Fingerprint> groups, long now) {
        if (groups.isEmpty()) {
            return List.of();
        }
        String[] names = groups.stream().map(Fingerprint::hex).toArray(String[]::new);
        long hour = now / HOUR_MS;
        return redis.call("failures", j -> {
            List<GroupAnswers> answers = new ArrayList<>();
            List<Response<List<String>>> hours = new ArrayList<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                groups.forEach(group -> answers.add(ask(pipeline, keys, group)));
                for (long n = hour - HOURS + 1; n <= hour; n++) {
                    hours.add(pipeline.hmget(keys.failedIn(n), names));
                }
                pipeline.sync();
            }
            List<FailureGroup> read = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                int place = i;
                List<Long> perHour = hours.stream()
                        .map(counts -> counts.get().get(place))
                        .map(count -> count == null ? 0 : Long.parseLong(count))
                        .toList();
                answers.get(i).group(perHour, now).ifPresent(read::add);
            }
            return read;
        });
    }

    private static GroupAnswers ask(AbstractPipeline pipeline, Keys keys, Fingerprint group) {
        String dead = keys.failed('F', group.hex());
        String retrying = keys.failed('T', group.hex());
        return new GroupAnswers(
                group,
                pipeline.hgetAll(keys.failure(group.hex())),
                pipeline.zcard(dead),
                pipeline.zcard(retrying),
                pipeline.zrange(dead, -1, -1),
                pipeline.zrange(retrying, -1, -1));
    }

    private Optional<FailureGroup> group(List<Long> perHour, long now) {
        Map<String, String> all = fields.get();
        if (!all.containsKey("first")) {
            return Optional.empty();
        }
        Map<QueueName, Long> queues = new TreeMap<>(Comparator.comparing(QueueName::value));
        all.forEach((field, jobs) -> {
            if (field.startsWith(FailureText.QUEUE)) {
                queues.put(Names.queue(field.substring(FailureText.QUEUE.length())), Long.parseLong(jobs));
            }
        });
        List<String> newest = new ArrayList<>(newestDead.get());
        newest.addAll(newestRetrying.get());
        return Optional.of(new FailureGroup(
                CauseText.read(group, all),
                dead.get(),
                retrying.get(),
                queues,
                Long.parseLong(all.getOrDefault("failures", "0")),
                Instant.ofEpochMilli(Long.parseLong(all.get("first"))),
                Instant.ofEpochMilli(Long.parseLong(all.get("latest"))),
                perHour,
                newest.stream().map(id -> ShortId.read(id.getBytes(UTF_8), 0)).findFirst(),
                FailureText.mute(all.get("muted"), now)));
    }
}
