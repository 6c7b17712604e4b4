package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import nightshift.job.Destination;
import nightshift.limit.BreakerRules;
import nightshift.limit.DestinationLimits;
import nightshift.limit.DestinationRules;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.DestinationText;
import nightshift.store.DestinationStatus;
import nightshift.store.DestinationStatus.Breaker;
import nightshift.store.DestinationStatus.State;
import nightshift.store.Destinations;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

final class RedisDestinations implements Destinations {

    /** How many pairs of a destination and a queue with waiting jobs are looked at. */
    private static final int WAITING_KEYS = 500;

    private static final long TEN_SECONDS = 10_000;
    private static final long WINDOW = BreakerRules.WINDOW.toMillis() / TEN_SECONDS;

    private final Connection redis;
    private final Keys keys;
    private final DestinationRules rules;
    private final byte[] rulesText;

    RedisDestinations(Connection redis, Keys keys, DestinationRules rules) {
        this.redis = redis;
        this.keys = keys;
        this.rules = rules;
        this.rulesText = DestinationText.rules(rules);
    }

    @Override
    public List<DestinationStatus> page(Optional<State> state, Optional<Destination> after, int size) {
        Map<String, String> breakers = redis.call("destinations", j -> j.hgetAll(keys.breakers()));
        Predicate<String> fits = state.<Predicate<String>>map(
                        wanted -> host -> DestinationText.readBreaker(breakers.getOrDefault(host, ""))
                                        .state()
                                == wanted)
                .orElse(host -> true);
        List<String> hosts = names(breakers)
                .tailSet(after.map(Destination::host).orElse(""), false)
                .stream()
                .filter(fits)
                .limit(size)
                .toList();
        return statuses(hosts, waiting());
    }

    private TreeSet<String> names(Map<String, String> breakers) {
        TreeSet<String> names = new TreeSet<>(breakers.keySet());
        names.addAll(redis.call("destinations", j -> j.zrange(keys.destinations(), 0, -1)));
        names.addAll(redis.call("destinations", j -> j.hkeys(keys.destinationLimits())));
        return names;
    }

    @Override
    public DestinationStatus status(Destination destination) {
        return statuses(List.of(destination.host()), Map.of(destination.host(), waiting(destination)))
                .get(0);
    }

    /** What the store has of some destinations. */
    private record Raw(
            List<Response<Double>> seen,
            List<Response<String>> breakers,
            List<Response<String>> limits,
            List<Response<String>> calling,
            List<Response<List<String>>> calls) {

        Raw() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private List<DestinationStatus> statuses(List<String> hosts, Map<String, Long> waiting) {
        if (hosts.isEmpty()) {
            return List.of();
        }
        String[] fields = hosts.stream()
                .flatMap(host -> List.of(host, host + " f").stream())
                .toArray(String[]::new);
        long now = redis.now() / TEN_SECONDS;
        Raw raw = redis.call("destinations", j -> {
            Raw all = new Raw();
            try (AbstractPipeline pipeline = j.pipelined()) {
                for (String host : hosts) {
                    all.seen.add(pipeline.zscore(keys.destinations(), host));
                    all.breakers.add(pipeline.hget(keys.breakers(), host));
                    all.limits.add(pipeline.hget(keys.destinationLimits(), host));
                    all.calling.add(pipeline.hget(keys.calling(), host));
                }
                for (long n = now - WINDOW + 1; n <= now; n++) {
                    all.calls.add(pipeline.hmget(keys.calls(n), fields));
                }
                pipeline.sync();
            }
            return all;
        });
        List<DestinationStatus> statuses = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            statuses.add(status(hosts.get(i), raw, i, waiting.getOrDefault(hosts.get(i), 0L)));
        }
        return statuses;
    }

    private DestinationStatus status(String host, Raw raw, int i, long waiting) {
        DestinationLimits own = DestinationText.readLimits(text(raw.limits.get(i)));
        DestinationLimits limits = own.orElse(rules.limits());
        String calling = text(raw.calling.get(i));
        Breaker breaker = DestinationText.readBreaker(text(raw.breakers.get(i)));
        return new DestinationStatus(
                new Destination(host),
                waiting > 0 ? breaker : breaker.recovered(),
                waiting,
                sum(raw.calls, 2 * i),
                sum(raw.calls, 2 * i + 1),
                Optional.ofNullable(raw.seen.get(i).get()).map(at -> Instant.ofEpochMilli(at.longValue())),
                own,
                limits,
                limits.concurrency().map(most -> calling.isEmpty() ? 0 : Long.parseLong(calling)));
    }

    private static String text(Response<String> response) {
        return Optional.ofNullable(response.get()).orElse("");
    }

    private static long sum(List<Response<List<String>>> calls, int field) {
        return calls.stream()
                .map(response -> response.get().get(field))
                .mapToLong(count -> count == null ? 0 : Long.parseLong(count))
                .sum();
    }

    private long waiting(Destination destination) {
        return redis.call("waiting for a destination", j -> {
            List<Response<Long>> sizes = new ArrayList<>();
            Set<String> queues = j.smembers(keys.queues());
            try (AbstractPipeline pipeline = j.pipelined()) {
                queues.forEach(queue ->
                        sizes.add(pipeline.zcard(keys.aside(Keys.Aside.HOST, destination.host() + "@" + queue))));
                pipeline.sync();
            }
            return sizes.stream().mapToLong(Response::get).sum();
        });
    }

    /** How many jobs wait for each destination. */
    private Map<String, Long> waiting() {
        return redis.call("waiting for destinations", j -> {
            Map<String, Response<Long>> sizes = new HashMap<>();
            List<String> aside = j.zrange(keys.aside(Keys.Aside.HOST), 0, WAITING_KEYS - 1);
            try (AbstractPipeline pipeline = j.pipelined()) {
                aside.forEach(key -> sizes.put(key, pipeline.zcard(keys.aside(Keys.Aside.HOST, key))));
                pipeline.sync();
            }
            Map<String, Long> jobs = new HashMap<>();
            sizes.forEach((key, size) -> jobs.merge(key.substring(0, key.indexOf('@')), size.get(), Long::sum));
            return jobs;
        });
    }

    @Override
    public void open(Destination destination, Optional<Duration> wait, String by) {
        change(
                destination,
                "o",
                wait.map(time -> Long.toString(time.toMillis())).orElse(""),
                by);
    }

    @Override
    public void close(Destination destination, String by) {
        change(destination, "c", "", by);
    }

    @Override
    public void limit(Destination destination, UnaryOperator<DestinationLimits> change) {
        String before;
        do { // somebody else may change the same limits meanwhile
            before = Optional.ofNullable(
                            redis.call("destination limits", j -> j.hget(keys.destinationLimits(), destination.host())))
                    .orElse("");
        } while (!change(
                destination, "l", before, DestinationText.limits(change.apply(DestinationText.readLimits(before)))));
    }

    private boolean change(Destination destination, String what, String first, String second) {
        return (Long) redis.run(
                        LuaScript.DESTINATION,
                        List.of(
                                rulesText,
                                destination.host().getBytes(UTF_8),
                                what.getBytes(UTF_8),
                                first.getBytes(UTF_8),
                                second.getBytes(UTF_8)))
                == 1;
    }

    @Override
    public Counts counts() {
        Map<String, Breaker> breakers = new HashMap<>();
        redis.call("destinations", j -> j.hgetAll(keys.breakers()))
                .forEach((host, text) -> breakers.put(host, DestinationText.readBreaker(text)));
        long forBreakers = 0;
        long forLimits = 0;
        for (Map.Entry<String, Long> jobs : waiting().entrySet()) {
            if (breakers.containsKey(jobs.getKey())) {
                forBreakers += jobs.getValue();
            } else {
                forLimits += jobs.getValue();
            }
        }
        return new Counts(count(breakers, State.OPEN), count(breakers, State.HALF_OPEN), forBreakers, forLimits);
    }

    private static long count(Map<String, Breaker> breakers, State state) {
        return breakers.values().stream()
                .filter(breaker -> breaker.state() == state)
                .count();
    }
}
