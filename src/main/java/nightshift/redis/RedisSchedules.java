package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Submission;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.NewJobs;
import nightshift.redis.record.NewRecord;
import nightshift.redis.record.ScheduleJson;
import nightshift.redis.record.ShortId;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.BadTokenException;
import nightshift.store.PastRun;
import nightshift.store.Schedules;
import nightshift.store.StoreUnavailable;
import nightshift.store.StoredSchedule;
import nightshift.task.JobId;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;

/** Keeps each schedule in a hash, its history in a list, and the names of all in the order of their letters. */
final class RedisSchedules implements Schedules {

    /** How often a change is tried while others change the same schedule. */
    private static final int TRIES = 20;

    private final Connection redis;
    private final Keys keys;
    private final NewJobs newJobs;

    RedisSchedules(Connection redis, Keys keys, NewJobs newJobs) {
        this.redis = redis;
        this.keys = keys;
        this.newJobs = newJobs;
    }

    @Override
    public boolean put(Schedule schedule, String by) {
        byte[] definition = ScheduleJson.write(schedule);
        for (int i = 0; i < TRIES; i++) {
            ScheduleHash before = hash(schedule.name());
            if (plan(before, "api", definition, schedule, by)) {
                return !before.exists();
            }
        }
        throw busy(schedule.name());
    }

    /**
     * Stores a definition.
     *
     * @param before   the schedule as it was read
     * @param schedule the rule that is then in force
     * @return false if it has changed since then
     */
    boolean plan(ScheduleHash before, String slot, byte[] definition, Schedule schedule, String by) {
        List<byte[]> args = new ArrayList<>();
        args.add(ascii(schedule.name().value()));
        args.add(ascii(before.revision()));
        args.add(ascii(slot));
        args.add(definition);
        if (before.exists() && before.schedule().isAtTheTimesOf(schedule)) {
            args.add(ascii("="));
            args.add(ascii(""));
        } else {
            Optional<Run> next = schedule.after(Instant.ofEpochMilli(redis.now()));
            args.add(ascii(next.map(run -> millis(run.planned())).orElse("")));
            args.add(ascii(next.map(run -> millis(run.due())).orElse("")));
        }
        args.add(ascii(schedule.pauseOnFailure() ? "1" : "0"));
        args.add(by.getBytes(UTF_8));
        return (Long) redis.runForClient(LuaScript.PLAN, args) == 1;
    }

    @Override
    public Optional<StoredSchedule> find(ScheduleName name) {
        ScheduleHash hash = hash(name);
        return hash.exists() ? Optional.of(hash.stored(past(name, 1).stream().findFirst())) : Optional.empty();
    }

    ScheduleHash hash(ScheduleName name) {
        return ScheduleHash.of(name, redis.call("schedule", j -> j.hgetAll(keys.schedule(name.value()))));
    }

    @Override
    public Page page(int size, Optional<String> token) {
        String after = token.map(text ->
                        "(" + BadTokenException.unless(text, ScheduleName::new).value())
                .orElse("-");
        List<String> names = redis.call(
                "schedules",
                j -> j.zrange(
                        keys.scheduleNames(),
                        ZRangeParams.zrangeByLexParams(after, "+").limit(0, size + 1)));
        List<String> shown = names.subList(0, Math.min(size, names.size()));
        List<StoredSchedule> items = redis.call("schedules", j -> {
            List<Response<Map<byte[], byte[]>>> hashes = new ArrayList<>();
            List<Response<List<String>>> runs = new ArrayList<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                shown.forEach(name -> {
                    hashes.add(pipeline.hgetAll(keys.schedule(name)));
                    runs.add(pipeline.lrange(keys.scheduleRuns(name), 0, 0));
                });
                pipeline.sync();
            }
            List<StoredSchedule> found = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                ScheduleHash hash = ScheduleHash.of(
                        new ScheduleName(shown.get(i)), hashes.get(i).get());
                if (hash.exists()) {
                    found.add(hash.stored(runs.get(i).get().stream().findFirst().map(ScheduleHash::past)));
                }
            }
            return found;
        });
        return new Page(items, names.size() > size ? Optional.of(shown.get(size - 1)) : Optional.empty());
    }

    @Override
    public Removal remove(ScheduleName name, String by) {
        for (int i = 0; i < TRIES; i++) {
            ScheduleHash before = hash(name);
            if (!before.exists()) {
                return Removal.NOT_FOUND;
            }
            if (before.isFromCode() && !before.isFromApi()) {
                return Removal.FROM_CODE;
            }
            if (before.isFromCode()) {
                if (plan(before, "api", new byte[0], ScheduleJson.read(name, before.code()), by)) {
                    return Removal.REVERTED;
                }
            } else if ((Long) redis.run(LuaScript.UNPLAN, List.of(ascii(name.value()), ascii(before.revision())))
                    == 1) {
                return Removal.REMOVED;
            }
        }
        throw busy(name);
    }

    @Override
    public boolean pause(ScheduleName name, String by) {
        return hold(name, "p", by);
    }

    @Override
    public boolean resume(ScheduleName name, String by) {
        return hold(name, "r", by);
    }

    private boolean hold(ScheduleName name, String what, String by) {
        return (Long) redis.runForClient(LuaScript.HOLD, List.of(ascii(name.value()), ascii(what), by.getBytes(UTF_8)))
                == 1;
    }

    @Override
    public Optional<JobId> run(ScheduleName name) {
        for (int i = 0; i < TRIES; i++) {
            ScheduleHash hash = hash(name);
            if (!hash.exists()) {
                return Optional.empty();
            }
            JobId id = newJobs.newId();
            if (run(hash, id)) {
                return Optional.of(id);
            }
        }
        throw busy(name);
    }

    private boolean run(ScheduleHash hash, JobId id) {
        Schedule schedule = hash.schedule();
        String now = Long.toString(redis.now());
        List<byte[]> args = new ArrayList<>();
        List.of(
                        hash.name().value(),
                        hash.revision(),
                        "",
                        "",
                        "",
                        RedisScheduleTurns.how(schedule),
                        "",
                        "1",
                        now,
                        now,
                        "m")
                .forEach(arg -> args.add(ascii(arg)));
        args.add(ShortId.of(id));
        args.add(NewJobs.when(schedule.job()));
        args.add(NewRecord.of(Submission.of(schedule.job())));
        List<?> answers = (List<?>) redis.runForClient(LuaScript.FIRE, args);
        return ((byte[]) answers.get(1))[0] == 'f';
    }

    @Override
    public List<PastRun> past(ScheduleName name, int most) {
        return redis.call("schedule", j -> j.lrange(keys.scheduleRuns(name.value()), 0, most - 1)).stream()
                .map(ScheduleHash::past)
                .toList();
    }

    @Override
    public Counts counts() {
        return redis.call("schedules", j -> {
            Response<Long> all;
            Response<Long> withTurn;
            Response<Long> ended;
            try (AbstractPipeline pipeline = j.pipelined()) {
                all = pipeline.zcard(keys.scheduleNames());
                withTurn = pipeline.zcard(keys.schedules());
                ended = pipeline.zcount(keys.schedules(), "+inf", "+inf");
                pipeline.sync();
            }
            return new Counts(withTurn.get() - ended.get(), Math.max(0, all.get() - withTurn.get()), ended.get());
        });
    }

    private static StoreUnavailable busy(ScheduleName name) {
        return new StoreUnavailable(
                StoreUnavailable.Reason.NOT_READY,
                "The schedule is being changed by others.",
                "schedule " + name + " changes too often",
                null);
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(UTF_8);
    }
}
