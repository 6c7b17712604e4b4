package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.Submission;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.NewJobs;
import nightshift.redis.record.NewRecord;
import nightshift.redis.record.ScheduleJson;
import nightshift.redis.record.ShortId;
import nightshift.schedule.Firing;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.ScheduleTurns;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;

/** Reads rules once for each revision, and sends what is to be done about many schedules in one call. */
final class RedisScheduleTurns implements ScheduleTurns {

    private static final Logger LOG = Logger.getLogger(RedisScheduleTurns.class.getName());
    private static final String BY_CODE = "code";
    private static final int RULES_KEPT = 50_000;
    /** A call ends when the jobs in it reach one of these. */
    private static final int RUNS_AT_ONCE = 500;

    private static final int BYTES_AT_ONCE = 1 << 20;

    private final Connection redis;
    private final Keys keys;
    private final NewJobs newJobs;
    private final RedisSchedules schedules;
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();

    /** A rule as last read. */
    private record Rule(long revision, Schedule schedule) {}

    RedisScheduleTurns(Connection redis, Keys keys, NewJobs newJobs, RedisSchedules schedules) {
        this.redis = redis;
        this.keys = keys;
        this.newJobs = newJobs;
        this.schedules = schedules;
    }

    /** A turn as the script answers it. */
    private record Raw(String name, long revision, String planned, String waiting, String resumed) {}

    @Override
    public Due due(int most, Duration reserved) {
        List<?> answers = (List<?>) redis.run(
                LuaScript.DUE, List.of(ascii(Integer.toString(most)), ascii(Long.toString(reserved.toMillis()))));
        List<Raw> raw = new ArrayList<>();
        for (int i = 2; i < answers.size(); i += 5) {
            raw.add(new Raw(
                    text(answers.get(i)),
                    Long.parseLong(text(answers.get(i + 1))),
                    text(answers.get(i + 2)),
                    text(answers.get(i + 3)),
                    text(answers.get(i + 4))));
        }
        learn(raw);
        List<Turn> turns = new ArrayList<>();
        for (Raw turn : raw) {
            Rule rule = rules.get(turn.name());
            if (rule != null && rule.revision() == turn.revision()) {
                turns.add(new Turn(
                        rule.schedule(),
                        rule.revision(),
                        turn.planned().isEmpty() ? Optional.empty() : Optional.of(ScheduleHash.time(turn.planned())),
                        turn.waiting().isEmpty() ? Optional.empty() : Optional.of(ScheduleHash.run(turn.waiting())),
                        turn.resumed().isEmpty() ? Optional.empty() : Optional.of(ScheduleHash.time(turn.resumed()))));
            }
        }
        return new Due(Instant.ofEpochMilli((Long) answers.get(0)), Duration.ofMillis((Long) answers.get(1)), turns);
    }

    private void learn(List<Raw> turns) {
        List<String> unknown = turns.stream()
                .filter(turn -> {
                    Rule rule = rules.get(turn.name());
                    return rule == null || rule.revision() != turn.revision();
                })
                .map(Raw::name)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        if (rules.size() + unknown.size() > RULES_KEPT) {
            rules.clear();
        }
        hashes(unknown).forEach((name, hash) -> {
            if (hash.exists()) {
                try {
                    rules.put(name, new Rule(Long.parseLong(hash.revision()), hash.schedule()));
                } catch (RuntimeException e) { // one that a newer version has written must not stop the others
                    LOG.log(Level.SEVERE, "Schedule " + name + " cannot be read, and is not fired by this server", e);
                }
            }
        });
    }

    private Map<String, ScheduleHash> hashes(Collection<String> names) {
        return redis.call("schedules", j -> {
            Map<String, Response<Map<byte[], byte[]>>> found = new HashMap<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                names.forEach(name -> found.put(name, pipeline.hgetAll(keys.schedule(name))));
                pipeline.sync();
            }
            Map<String, ScheduleHash> hashes = new HashMap<>();
            found.forEach((name, hash) -> hashes.put(name, ScheduleHash.of(new ScheduleName(name), hash.get())));
            return hashes;
        });
    }

    @Override
    public Fired fire(List<Order> orders) {
        List<Result> results = new ArrayList<>();
        Instant at = Instant.EPOCH;
        int from = 0;
        while (from < orders.size()) {
            List<byte[]> args = new ArrayList<>();
            int runs = 0;
            long bytes = 0;
            int to = from;
            while (to < orders.size() && runs < RUNS_AT_ONCE && bytes < BYTES_AT_ONCE) {
                Order order = orders.get(to++);
                int count = add(args, order);
                runs += Math.max(1, count);
                bytes += (long) count * order.turn().schedule().job().args().length();
            }
            List<?> answers = (List<?>) redis.run(LuaScript.FIRE, args);
            at = Instant.ofEpochMilli((Long) answers.get(0));
            for (int i = 1; i < answers.size(); i++) {
                results.add(result(text(answers.get(i))));
            }
            from = to;
        }
        return new Fired(at, results);
    }

    private int add(List<byte[]> args, Order order) {
        Turn turn = order.turn();
        Firing firing = order.firing();
        Schedule schedule = turn.schedule();
        args.add(ascii(schedule.name().value()));
        args.add(ascii(Long.toString(turn.revision())));
        args.add(ascii(turn.planned().map(RedisScheduleTurns::millis).orElse("none")));
        args.add(ascii(firing.next().map(run -> millis(run.planned())).orElse("")));
        args.add(ascii(firing.next().map(run -> millis(run.due())).orElse("")));
        args.add(ascii(how(schedule)));
        args.add(ascii(firing.firstMissed()
                .map(run -> firing.missed() + ":" + millis(run.planned()))
                .orElse("")));
        int count = firing.runs().size() + (turn.waiting().isPresent() ? 1 : 0);
        args.add(ascii(Integer.toString(count)));
        if (count > 0) {
            byte[] when = NewJobs.when(schedule.job());
            byte[] body = NewRecord.of(Submission.of(schedule.job()));
            turn.waiting().ifPresent(run -> add(args, run, "b", when, body));
            firing.runs().forEach(run -> add(args, run, Firing.isLate(run, order.at()) ? "c" : "p", when, body));
        }
        return count;
    }

    private void add(List<byte[]> args, Run run, String kind, byte[] when, byte[] body) {
        args.add(ascii(millis(run.planned())));
        args.add(ascii(millis(run.due())));
        args.add(ascii(kind));
        args.add(ShortId.of(newJobs.newId()));
        args.add(when);
        args.add(body);
    }

    /** Overlap, and whether failures pause the schedule, as {@code fire.lua} takes it. */
    static String how(Schedule schedule) {
        return schedule.overlap().name().charAt(0) + (schedule.pauseOnFailure() ? "F" : "");
    }

    private static Result result(String answer) {
        return switch (answer.charAt(0)) {
            case 'x' -> new Result(How.STALE, List.of());
            case 'p' -> new Result(How.PAUSED, List.of());
            case 'f' ->
                new Result(
                        How.FIRED,
                        answer.substring(1)
                                .chars()
                                .mapToObj(run -> switch (run) {
                                    case 's' -> RunResult.SUBMITTED;
                                    case 'o' -> RunResult.SKIPPED;
                                    default -> RunResult.WAITS;
                                })
                                .toList());
            default -> throw new IllegalStateException("fire.lua answered " + answer);
        };
    }

    @Override
    public void announce(Collection<Schedule> announced, boolean change) {
        if (announced.isEmpty()) {
            return;
        }
        Map<String, ScheduleHash> stored =
                hashes(announced.stream().map(each -> each.name().value()).toList());
        for (Schedule schedule : announced) {
            ScheduleHash before = stored.get(schedule.name().value());
            byte[] code = ScheduleJson.write(schedule);
            if (before.code() == null || change && !Arrays.equals(before.code(), code)) {
                // if another server is quicker, the next announcement finds out
                schedules.plan(before, "code", code, before.isFromApi() ? before.schedule() : schedule, BY_CODE);
            }
        }
        double until = redis.now() + CODE_KEPT.toMillis();
        Map<String, Double> present = new HashMap<>();
        announced.forEach(each -> present.put(each.name().value(), until));
        redis.call("schedules", j -> j.zadd(keys.scheduleCode(), present));
    }

    @Override
    public List<ScheduleName> forgetCode() {
        long now = redis.now();
        return redis
                .call(
                        "schedules",
                        j -> j.zrange(
                                keys.scheduleCode(),
                                ZRangeParams.zrangeByScoreParams(0, now).limit(0, BATCH)))
                .stream()
                .filter(name -> (Long) redis.run(LuaScript.UNPLAN, List.of(ascii(name), ascii(""))) == 1)
                .map(ScheduleName::new)
                .toList();
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    private static String text(Object answer) {
        return new String((byte[]) answer, ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(UTF_8);
    }
}
