package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.schedule.Catchup;
import nightshift.schedule.Every;
import nightshift.schedule.Overlap;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleListener;
import nightshift.schedule.ScheduleName;
import nightshift.schedule.Timing;
import nightshift.store.PastRun;
import nightshift.store.ScheduleTurns;
import nightshift.store.StoredSchedule;
import nightshift.support.RedisServer;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirerTest {

    private static final Timing EACH_SECOND = new Every(Duration.ofSeconds(1), Duration.ZERO);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestEngines engines = new TestEngines(REDIS);

    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger paused = new AtomicInteger();
    private final AtomicInteger caughtUp = new AtomicInteger();
    private final AtomicInteger overlapping = new AtomicInteger();
    private final AtomicLong latest = new AtomicLong();

    private final ScheduleListener listener = new ScheduleListener() {
        @Override
        public void fired(Duration lateness) {
            latest.accumulateAndGet(lateness.toMillis(), Math::max);
        }

        @Override
        public void missed(Missed reason, int runs) {
            (switch (reason) {
                        case LATE -> late;
                        case PAUSED -> paused;
                        case OVERLAP -> overlapping;
                    })
                    .addAndGet(runs);
        }

        @Override
        public void caughtUp() {
            caughtUp.incrementAndGet();
        }
    };

    private static Schedule schedule(String name, Timing timing, Overlap overlap, Catchup catchup) {
        return new Schedule(
                new ScheduleName(name),
                timing,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                overlap,
                catchup,
                Duration.ofDays(1),
                false,
                new NewJob(
                        new TaskName("t"),
                        "{}",
                        JobOptions.with().schedule(name).build()));
    }

    private Firer start(ScheduleTurns turns) {
        Firer firer = new Firer(turns, engines.store.events(), listener);
        engines.closeLater(firer);
        firer.start(Thread::new);
        return firer;
    }

    /** Hands turns out, and keeps the answers of {@code fire} from the server that asked, or its questions from the store. */
    private static final class Faulty implements ScheduleTurns {

        private final ScheduleTurns store;
        private volatile CountDownLatch frozenBefore;
        private volatile boolean deafAfter;
        private final AtomicInteger faults = new AtomicInteger();
        /** How long the server waits after the latest answer, in ms. */
        private final AtomicLong waits = new AtomicLong();

        Faulty(ScheduleTurns store) {
            this.store = store;
        }

        @Override
        public Due due(int most, Duration reserved) {
            Due due = store.due(most, reserved);
            waits.set(due.again().toMillis());
            return due;
        }

        @Override
        public Fired fire(List<Order> orders) {
            CountDownLatch frozen = frozenBefore;
            if (frozen != null) {
                faults.incrementAndGet();
                try {
                    frozen.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            Fired fired = store.fire(orders);
            if (deafAfter) {
                faults.incrementAndGet();
                throw new IllegalStateException("the answer is lost");
            }
            return fired;
        }

        @Override
        public void announce(Collection<Schedule> schedules, boolean change) {
            store.announce(schedules, change);
        }

        @Override
        public List<ScheduleName> forgetCode() {
            return store.forgetCode();
        }
    }

    /** Each planned time of a schedule since its first is there exactly once. */
    private int checkHistory(String name) {
        List<Instant> planned = new ArrayList<>(engines.store.schedules().past(new ScheduleName(name), 100).stream()
                .filter(run -> run.job().isPresent())
                .map(PastRun::planned)
                .toList());
        Collections.reverse(planned);
        assertThat(planned)
                .isEqualTo(IntStream.range(0, planned.size())
                        .mapToObj(i -> planned.get(0).plusSeconds(i))
                        .toList());
        return planned.size();
    }

    @Test
    void threeServersOfWhichSomeFreezeOrDieFireEachRunOnce() {
        List<String> names = IntStream.range(0, 1_000).mapToObj(i -> "s" + i).toList();
        names.forEach(
                name -> engines.store.schedules().put(schedule(name, EACH_SECOND, Overlap.ALLOW, Catchup.ALL), "me"));
        Faulty freezes = new Faulty(engines.store.scheduleTurns());
        Faulty deaf = new Faulty(engines.store.scheduleTurns());
        start(freezes);
        start(deaf);
        start(engines.store.scheduleTurns());
        await().until(() ->
                engines.store.schedules().past(new ScheduleName("s0"), 10).size() >= 2);

        CountDownLatch thaw = new CountDownLatch(1);
        freezes.frozenBefore = thaw; // with the turns that it was handed
        deaf.deafAfter = true; // as if it had been killed right after the call
        await().until(() -> freezes.faults.get() > 0 && deaf.faults.get() > 0);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(checkHistory("s0")).isGreaterThanOrEqualTo(5));
        freezes.frozenBefore = null;
        thaw.countDown();
        deaf.deafAfter = false;
        Instant end = Instant.now();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> names.stream()
                        .allMatch(name -> engines.store
                                .schedules()
                                .past(new ScheduleName(name), 1)
                                .get(0)
                                .planned()
                                .isAfter(end)));
        names.forEach(name -> engines.store.schedules().pause(new ScheduleName(name), "me"));

        long runs = names.stream().mapToInt(this::checkHistory).sum();
        assertThat(engines.count(JobState.READY))
                .as("a job for each run, and none besides")
                .isEqualTo(runs);
        assertThat(runs).isGreaterThan(4_000); // s0 had five, and others began a second later
    }

    @Test
    void tenThousandSchedulesOfOneSecondAreFiredSoon() {
        Timing daily = new Every(Duration.ofDays(1), Duration.ZERO);
        List<Schedule> schedules = IntStream.range(0, 10_000)
                .mapToObj(i -> schedule("s" + i, daily, Overlap.SKIP, Catchup.SKIP))
                .toList();
        schedules.parallelStream().forEach(schedule -> engines.store.schedules().put(schedule, "me"));
        engines.makeSchedulesDue(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            start(engines.store.scheduleTurns());
        }

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> engines.count(JobState.READY) >= 10_000);

        assertThat(engines.count(JobState.READY)).isEqualTo(10_000);
        assertThat(late).hasValue(0);
        assertThat(Duration.ofMillis(latest.get())).as("the latest run").isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aRunIsFiredAtItsTime() {
        engines.store.schedules().put(schedule("s", EACH_SECOND, Overlap.SKIP, Catchup.SKIP), "me");
        start(engines.store.scheduleTurns());

        await().until(() -> overlapping.get() >= 2);

        assertThat(engines.count(JobState.READY))
                .as("the first one has not ended")
                .isEqualTo(1);
        assertThat(latest).hasValueLessThan(1_000);
    }

    @Test
    void onlyRunsThatServersCouldHaveFiredAreLate() {
        // The next run is half an hour away, so that none is in time by chance.
        Timing hourly = new Every(
                Duration.ofHours(1),
                Duration.ofMinutes((Instant.now().atOffset(ZoneOffset.UTC).getMinute() + 30) % 60));
        for (Catchup catchup : List.of(Catchup.SKIP, Catchup.ONCE)) {
            engines.store.schedules().put(schedule("paused-" + catchup, hourly, Overlap.ALLOW, catchup), "me");
            engines.store.schedules().put(schedule("missed-" + catchup, hourly, Overlap.ALLOW, catchup), "me");
        }
        engines.makeSchedulesDue(Duration.ofMinutes(10));
        for (Catchup catchup : List.of(Catchup.SKIP, Catchup.ONCE)) {
            ScheduleName name = new ScheduleName("paused-" + catchup);
            engines.store.schedules().pause(name, "me");
            engines.store.schedules().resume(name, "me");
        }

        start(engines.store.scheduleTurns());

        await().untilAsserted(() -> {
            assertThat(engines.count(JobState.READY)).as("both with ONCE").isEqualTo(2);
            assertThat(paused).hasValue(1);
            assertThat(late).hasValue(1);
            assertThat(caughtUp).hasValue(1);
        });

        engines.makeSchedulesDue(Duration.ofSeconds(-1)); // from the resume on, they are like others
        await().until(() -> engines.count(JobState.READY) == 6);
        assertThat(latest.get()).isPositive();
    }

    @Test
    void aScheduleThatIsPutWhileOthersAreFarAwayIsFiredAtItsTime() {
        Faulty turns = new Faulty(engines.store.scheduleTurns());
        Timing daily = new Every(Duration.ofDays(1), Duration.ZERO);
        engines.store.schedules().put(schedule("daily", daily, Overlap.SKIP, Catchup.SKIP), "me");
        start(turns);
        await().until(() -> turns.waits.get() == 5_000);

        engines.store.schedules().put(schedule("s", EACH_SECOND, Overlap.ALLOW, Catchup.ALL), "me");

        await().until(() ->
                engines.store.schedules().past(new ScheduleName("s"), 10).size() >= 2);
        assertThat(latest).as("how late the latest run was fired, in ms").hasValueLessThan(500);
    }

    @Test
    void codeIsAnnouncedAsOftenAsNeeded() {
        Schedule ofCode = schedule("from-code", EACH_SECOND, Overlap.SKIP, Catchup.SKIP);
        CodeSchedules code = new CodeSchedules(engines.store.scheduleTurns(), List.of(ofCode));
        engines.closeLater(code);

        code.start(Thread::new);

        await().untilAsserted(() -> assertThat(engines.store.schedules().find(ofCode.name()))
                .get()
                .extracting(StoredSchedule::origin)
                .isEqualTo(StoredSchedule.Origin.CODE));
        assertThat(engines.store.schedules().find(ofCode.name()).flatMap(StoredSchedule::next))
                .map(Run::planned)
                .isPresent();
    }
}
