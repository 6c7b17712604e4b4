package nightshift.redis;

import static nightshift.redis.TestStore.TASK;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.schedule.Catchup;
import nightshift.schedule.Every;
import nightshift.schedule.Firing;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.schedule.Timing;
import nightshift.store.PastRun;
import nightshift.store.PastRun.Kind;
import nightshift.store.ScheduleTurns.Due;
import nightshift.store.ScheduleTurns.Order;
import nightshift.store.ScheduleTurns.Result;
import nightshift.store.ScheduleTurns.Turn;
import nightshift.store.Schedules;
import nightshift.store.StoredSchedule;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One schedule on a store of its own, whose next run a test moves into the past. */
abstract class ScheduleFixture {

    /** The next run is half an hour away, so that none is in time by chance. */
    static final Timing HOURLY = new Every(
            Duration.ofHours(1),
            Duration.ofMinutes((Instant.now().atOffset(ZoneOffset.UTC).getMinute() + 30) % 60));

    static final ScheduleName NAME = new ScheduleName("nightly");

    static final Duration RESERVED = Duration.ofMinutes(1);

    @RegisterExtension
    final TestStore store;

    Schedules schedules;

    ScheduleFixture(RedisServer redis) {
        store = new TestStore(redis);
    }

    @BeforeEach
    void schedules() {
        schedules = store.ports.schedules();
    }

    static Schedule schedule(ScheduleName name, Timing timing, Overlap overlap, Catchup catchup, boolean pauses) {
        return new Schedule(
                name,
                timing,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                overlap,
                catchup,
                Duration.ofDays(1),
                pauses,
                new NewJob(
                        TASK,
                        "[12345678901234567890, 1.0]",
                        JobOptions.with().schedule(name.value()).maxAttempts(1).build()));
    }

    static Schedule hourly(Overlap overlap) {
        return schedule(NAME, HOURLY, overlap, Catchup.SKIP, false);
    }

    /** Moves the next run to this long ago. */
    Instant overdue(Duration ago) {
        Instant planned = Instant.ofEpochMilli(store.redis.now()).minus(ago);
        String ms = Long.toString(planned.toEpochMilli());
        String key = new String(store.keys.schedule(NAME.value()));
        store.client.hset(key, "planned", ms);
        store.client.hset(key, "due", ms);
        store.client.zadd(store.keys.schedules(), planned.toEpochMilli(), NAME.value());
        return Instant.ofEpochMilli(planned.toEpochMilli());
    }

    Due due() {
        return store.ports.scheduleTurns().due(500, RESERVED);
    }

    Order order(Turn turn, Instant now) {
        Firing nothing = new Firing(List.of(), 0, Optional.empty(), Optional.empty());
        return new Order(
                turn,
                turn.planned().map(at -> Firing.of(turn.schedule(), at, now)).orElse(nothing),
                now);
    }

    List<Result> fire(Due due) {
        return store.ports
                .scheduleTurns()
                .fire(due.turns().stream().map(turn -> order(turn, due.now())).toList())
                .results();
    }

    Result fire() {
        return fire(due()).get(0);
    }

    StoredSchedule stored() {
        return schedules.find(NAME).orElseThrow();
    }

    List<Kind> kinds() {
        return schedules.past(NAME, 100).stream().map(PastRun::kind).toList();
    }
}
