package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import nightshift.job.Destination;
import nightshift.job.Job;
import nightshift.job.JobKey;
import nightshift.job.JobState;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.task.JobId;

/** Checks that every job stands where its state says and nowhere else, and that the counts are those of a recount. */
final class Bookkeeping {

    private static final Set<JobState> ENDED_SETS = Set.of(JobState.DEAD, JobState.CANCELLED, JobState.EXPIRED);

    private final TestStore store;
    private final Map<String, List<String>> places = new HashMap<>();
    private final Map<String, Map<String, String>> running = new TreeMap<>();
    private final Map<String, String> calling = new TreeMap<>();

    private Bookkeeping(TestStore store) {
        this.store = store;
    }

    static void check(TestStore store) {
        new Bookkeeping(store).check();
    }

    private void check() {
        place("due", store.client.zrange(store.keys.due(), 0, -1));
        place("leases", store.client.zrange(store.keys.leases(), 0, -1));
        for (JobState state : JobState.values()) {
            place("ended:" + state.code(), store.client.zrange(store.keys.ended(state.code()), 0, -1));
        }
        for (String key : store.allKeys()) {
            if (isSkippedWhenPopped(key)) {
                place(key, new ArrayList<>(new HashSet<>(store.client.lrange(store.keys.prefix() + key, 0, -1))));
            }
        }
        for (String key : store.allKeys()) {
            if (key.startsWith("state:") || key.startsWith("turn") || key.matches("aside:.*:.*")) {
                List<String> members = store.client.zrange(store.keys.prefix() + key, 0, -1);
                place(key, members.stream().filter(id -> !id.startsWith("~")).toList());
            }
        }
        for (Keys.Aside reason : Keys.Aside.values()) {
            assertThat(store.client.zrange(store.keys.aside(reason), 0, -1))
                    .allMatch(key -> store.client.exists(store.keys.aside(reason, key)));
        }
        Map<String, Long> recount = new TreeMap<>();
        for (String key : store.allKeys()) {
            if (key.startsWith("job:")) {
                checkJob(key.substring(4), recount);
            }
        }
        assertThat(counts()).isEqualTo(recount);
        new FailureBookkeeping(store).check();
        Map<String, Map<String, String>> counted = new TreeMap<>();
        for (String key : store.allKeys()) {
            if (key.startsWith("running:")) {
                Map<String, String> ofKeys = store.client.hgetAll(store.keys.prefix() + key);
                ofKeys.remove("");
                if (!ofKeys.isEmpty()) {
                    counted.put(key.substring(8), ofKeys);
                }
            }
        }
        assertThat(counted).as("running jobs of each key").isEqualTo(running);
        assertThat(store.client.hgetAll(store.keys.calling()))
                .as("running jobs that call each destination with a limit")
                .isEqualTo(calling);
        places.forEach((id, where) -> assertThat(where)
                .as("places of %s, which does not exist", id)
                .allMatch(Bookkeeping::isSkippedWhenPopped));
    }

    /** Jobs that wait and must start or end by some time are in one more set, by the time that comes first. */
    private void checkExpiry(Job job) {
        Optional<Double> expected = Set.of(JobState.SCHEDULED, JobState.READY, JobState.BLOCKED, JobState.RETRYING)
                        .contains(job.state())
                ? Stream.of(
                                job.options().startBy().filter(by -> job.attempt() == 0),
                                job.options().deadline())
                        .flatMap(Optional::stream)
                        .map(due -> (double) due.from(job.createdAt()).toEpochMilli())
                        .min(Double::compare)
                : Optional.empty();
        assertThat(Optional.ofNullable(store.client.zscore(store.keys.prefix() + "expiry", ShortId.text(job.id()))))
                .as("when a job expires that is %s", job.state())
                .isEqualTo(expected);
    }

    private void place(String where, List<String> ids) {
        ids.forEach(id -> places.computeIfAbsent(id, none -> new ArrayList<>()).add(where));
    }

    private void checkJob(String shortId, Map<String, Long> recount) {
        JobId id = ShortId.read(shortId.getBytes(ISO_8859_1), 0);
        var job = store.job(id);
        checkExpiry(job);
        String queue = job.queue().value();
        recount.merge(queue + ":" + job.state().code(), 1L, Long::sum);
        recount.merge("*:" + job.state().code(), 1L, Long::sum);
        List<String> where = new ArrayList<>(places.getOrDefault(shortId, List.of()));
        places.remove(shortId);
        if (job.state() == JobState.RUNNING) {
            job.options()
                    .destination()
                    .filter(host ->
                            store.ports.destinations().status(host).running().isPresent())
                    .ifPresent(host ->
                            calling.merge(host.host(), "1", (a, b) -> Integer.toString(Integer.parseInt(a) + 1)));
        }
        if (job.state() == JobState.RUNNING && limitsKeys(queue)) {
            job.options()
                    .key()
                    .ifPresent(key -> running.computeIfAbsent(queue, none -> new HashMap<>())
                            .merge(key.value(), "1", (a, b) -> Integer.toString(Integer.parseInt(a) + 1)));
        }
        if (job.state() == JobState.READY) {
            checkReady(job, where);
            return;
        }
        where.removeIf(Bookkeeping::isSkippedWhenPopped);
        String indexed = "state:" + job.state().code() + ":" + queue;
        assertThat(where)
                .as("places of a job that is %s", job.state())
                .isEqualTo(
                        switch (job.state()) {
                            case SCHEDULED, RETRYING -> List.of("due", indexed);
                            case RUNNING -> List.of("leases");
                            case READY, BLOCKED, SUCCEEDED -> List.of();
                            case DEAD, CANCELLED, EXPIRED ->
                                List.of("ended:" + job.state().code(), indexed);
                        });
        if (ENDED_SETS.contains(job.state())) {
            assertThat(store.client.zscore(store.keys.ended(job.state().code()), shortId))
                    .isEqualTo(job.stateAt().toEpochMilli());
        }
    }

    private boolean limitsKeys(String queue) {
        String limits = store.client.hget(store.keys.prefix() + "limits", queue);
        return limits != null && !limits.matches("\\S+ \\S+ \\S+ \\S+ - - .*");
    }

    /** A ready job is in its queue's list, or it stands aside under a key of its queue. */
    private void checkReady(Job job, List<String> where) {
        String queue = job.queue().value();
        String key = job.options().key().map(JobKey::value).orElse("");
        String host = job.options().destination().map(Destination::host).orElse("");
        if (where.stream().anyMatch(place -> place.startsWith("turn"))) {
            // one that has moved keeps an entry in a list, which is skipped
            where.removeIf(Bookkeeping::isSkippedWhenPopped);
            assertThat(where)
                    .isSubsetOf("turns:" + queue, "turn:" + queue + ":" + key)
                    .hasSize(1);
            String line = store.client.hget(store.keys.prefix() + "lines:" + queue, key);
            if (where.get(0).startsWith("turns:")) {
                assertThat(line).contains(ShortId.text(job.id()));
            } else {
                assertThat(line).matches("\\d{16}\\+.*");
                assertThat(store.client.zrange(store.keys.turns(queue), 0, -1)).contains("~" + key);
            }
            assertThat(store.client.smembers(store.keys.prefix() + "active")).contains(queue);
            return;
        }
        if (where.stream().noneMatch(place -> place.startsWith("aside:"))) {
            // one that has moved keeps an entry in its old list, which is skipped
            where.removeIf(
                    place -> isSkippedWhenPopped(place) && !place.equals("ready:" + queue + ":" + job.priority()));
            assertThat(where).as("places of a ready job").containsOnly("ready:" + queue + ":" + job.priority());
            assertThat(store.client.smembers(store.keys.prefix() + "active")).contains(queue);
            return;
        }
        where.removeIf(place -> isSkippedWhenPopped(place) && !place.equals("ready:" + queue + ":" + job.priority()));
        assertThat(where)
                .as("places of a ready job that stands aside")
                .hasSize(1)
                .containsAnyOf(
                        "aside:task:" + job.task() + "@" + queue,
                        "aside:bulk:" + queue,
                        "aside:key:" + key + "@" + queue,
                        "aside:host:" + host + "@" + queue);
        String[] name = where.get(0).split(":", 3);
        assertThat(store.client.zrange(store.keys.prefix() + "aside:" + name[1], 0, -1))
                .contains(name[2]);
        assertThat(store.client.zscore(store.keys.prefix() + where.get(0), ShortId.text(job.id())))
                .isEqualTo(
                        name[1].equals("key") || name[1].equals("host")
                                ? job.stateAt().toEpochMilli() + (job.priority() - 1) * 15_000.0
                                : job.priority() * 1e13 + job.stateAt().toEpochMilli());
    }

    /** The entry of a job that was cancelled while it was ready stays until it is popped. */
    private static boolean isSkippedWhenPopped(String place) {
        return place.startsWith("ready:");
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        store.client.hgetAll(store.keys.counts()).forEach((field, count) -> {
            if (!count.equals("0")) {
                counts.put(field, Long.parseLong(count));
            }
        });
        return counts;
    }
}
