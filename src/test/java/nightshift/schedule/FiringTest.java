package nightshift.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FiringTest {

    private static final Instant NINE = Instant.parse("2026-11-30T09:00:00Z");
    private static final Timing HOURLY = Cron.of("@hourly", ZoneId.of("UTC"));
    private static final Timing EACH_SECOND = new Every(Duration.ofSeconds(1), Duration.ZERO);

    private static Schedule schedule(Timing timing, Catchup catchup, Duration window) {
        return new Schedule(
                new ScheduleName("s"),
                timing,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Overlap.SKIP,
                catchup,
                window,
                false,
                job("s"));
    }

    private static NewJob job(String schedule) {
        return new NewJob(
                new TaskName("t"), "{}", JobOptions.with().schedule(schedule).build());
    }

    private static List<Instant> planned(Firing firing) {
        return firing.runs().stream().map(Run::planned).toList();
    }

    private static Instant hour(int hours) {
        return NINE.plus(Duration.ofHours(hours));
    }

    @ParameterizedTest
    @EnumSource(Catchup.class)
    void aRunInTimeIsFired(Catchup catchup) {
        Firing firing = Firing.of(schedule(HOURLY, catchup, Duration.ZERO), NINE, NINE.plusSeconds(5));

        assertThat(planned(firing)).containsExactly(NINE);
        assertThat(firing.missed()).isZero();
        assertThat(firing.next().map(Run::planned)).contains(hour(1));
    }

    @ParameterizedTest
    @EnumSource(Catchup.class)
    void nothingIsFiredBeforeItsTime(Catchup catchup) {
        Firing firing = Firing.of(schedule(HOURLY, catchup, Duration.ofDays(1)), NINE, NINE.minusMillis(1));

        assertThat(firing.runs()).isEmpty();
        assertThat(firing.missed()).isZero();
        assertThat(firing.next().map(Run::planned)).contains(NINE);
    }

    @Test
    void missedRunsAreLeftOut() {
        Firing firing = Firing.of(schedule(HOURLY, Catchup.SKIP, Duration.ofDays(1)), NINE, hour(3).plusSeconds(600));

        assertThat(firing.runs()).isEmpty();
        assertThat(firing.missed()).isEqualTo(4);
        assertThat(firing.firstMissed().map(Run::planned)).contains(NINE);
        assertThat(firing.next().map(Run::planned)).contains(hour(4));
    }

    @Test
    void theNewestMissedRunStandsForAll() {
        Firing firing = Firing.of(schedule(HOURLY, Catchup.ONCE, Duration.ofDays(1)), NINE, hour(3).plusSeconds(600));

        assertThat(planned(firing)).containsExactly(hour(3));
        assertThat(firing.missed()).isEqualTo(3);
        assertThat(firing.next().map(Run::planned)).contains(hour(4));
    }

    @Test
    void allMissedRunsAreFiredInTheirOrder() {
        Firing firing = Firing.of(schedule(HOURLY, Catchup.ALL, Duration.ofDays(1)), NINE, hour(3).plusSeconds(600));

        assertThat(planned(firing)).containsExactly(NINE, hour(1), hour(2), hour(3));
        assertThat(firing.missed()).isZero();
    }

    @Test
    void runsOlderThanTheWindowAreLeftOut() {
        Instant now = hour(3).plusSeconds(600);

        Firing all = Firing.of(schedule(HOURLY, Catchup.ALL, Duration.ofMinutes(75)), NINE, now);
        Firing once = Firing.of(schedule(HOURLY, Catchup.ONCE, Duration.ofMinutes(5)), NINE, now);

        assertThat(planned(all)).containsExactly(hour(2), hour(3));
        assertThat(all.missed()).isEqualTo(2);
        assertThat(all.firstMissed().map(Run::planned)).contains(NINE);
        assertThat(once.runs()).isEmpty();
        assertThat(once.missed()).isEqualTo(4);
    }

    @Test
    void manyMissedRunsComeInPieces() {
        Schedule schedule = schedule(EACH_SECOND, Catchup.ALL, Duration.ofDays(1));

        Firing first = Firing.of(schedule, NINE, NINE.plusSeconds(249));
        Firing second = Firing.of(schedule, first.next().orElseThrow().planned(), NINE.plusSeconds(249));
        Firing third = Firing.of(schedule, second.next().orElseThrow().planned(), NINE.plusSeconds(249));

        assertThat(List.of(
                        first.runs().size(), second.runs().size(), third.runs().size()))
                .containsExactly(100, 100, 50);
        assertThat(third.next().map(Run::planned)).contains(NINE.plusSeconds(250));
    }

    @ParameterizedTest
    @EnumSource(Catchup.class)
    void aYearOfSecondsIsNotCountedOneByOne(Catchup catchup) {
        Instant now = NINE.plus(Duration.ofDays(365));
        for (Timing timing : List.of(EACH_SECOND, Cron.of("* * * * * *", ZoneId.of("UTC")))) {
            Firing firing = Firing.of(schedule(timing, catchup, Duration.ofSeconds(30)), NINE, now);

            assertThat(firing.missed()).isGreaterThanOrEqualTo(Firing.COUNTED_MOST);
            assertThat(firing.runs().get(firing.runs().size() - 1).planned()).isEqualTo(now);
            assertThat(firing.next().map(Run::planned)).contains(now.plusSeconds(1));
        }
    }

    @Test
    void aScheduleEnds() {
        Schedule schedule = new Schedule(
                new ScheduleName("s"),
                HOURLY,
                Duration.ZERO,
                Optional.of(NINE),
                Optional.of(hour(1)),
                Overlap.SKIP,
                Catchup.SKIP,
                Duration.ZERO,
                false,
                job("s"));

        assertThat(schedule.next(Instant.EPOCH, 10)).extracting(Run::planned).containsExactly(NINE, hour(1));
        assertThat(Firing.of(schedule, hour(1), hour(1)).next()).isEmpty();
        assertThat(schedule.after(hour(1))).isEmpty();
    }

    @Test
    void jitterSpreadsRunsAndKeepsTheirOrder() {
        Duration jitter = Duration.ofHours(3);
        Schedule one = jittered("one", jitter);
        Schedule other = jittered("other", jitter);
        List<Run> runs = one.next(NINE, 100);

        assertThat(runs).isSortedAccordingTo((a, b) -> a.due().compareTo(b.due()));
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.due())
                        .isAfterOrEqualTo(run.planned())
                        .isBefore(run.planned().plus(Duration.ofHours(1))));
        assertThat(runs)
                .extracting(run -> Duration.between(run.planned(), run.due()))
                .doesNotHaveDuplicates();
        assertThat(runs).isNotEqualTo(other.next(NINE, 100));
        assertThat(runs).isEqualTo(jittered("one", jitter).next(NINE, 100));
    }

    private static Schedule jittered(String name, Duration jitter) {
        return new Schedule(
                new ScheduleName(name),
                HOURLY,
                jitter,
                Optional.empty(),
                Optional.empty(),
                Overlap.SKIP,
                Catchup.SKIP,
                Duration.ZERO,
                false,
                job(name));
    }

    @Test
    void stepsBeginIn1970() {
        Every every = new Every(Duration.ofMinutes(15), Duration.ofMinutes(5));

        assertThat(every.after(NINE)).contains(NINE.plusSeconds(300));
        assertThat(every.after(NINE.plusSeconds(300))).contains(NINE.plusSeconds(1200));
        assertThat(every.lastUntil(NINE)).contains(NINE.minusSeconds(600));
        assertThat(every.words()).isEqualTo("every 15 minutes, 5 minutes after each step begins");
        assertThat(new Every(Duration.ofHours(1), Duration.ZERO).words()).isEqualTo("every hour");
    }

    @Test
    void stepsHaveBounds() {
        assertThatThrownBy(() -> new Every(Duration.ofMillis(999), Duration.ZERO))
                .hasMessage("every must be from PT1S to P366D");
        assertThatThrownBy(() -> new Every(Duration.ofDays(367), Duration.ZERO))
                .hasMessage("every must be from PT1S to P366D");
        assertThatThrownBy(() -> new Every(Duration.ofSeconds(5), Duration.ofSeconds(5)))
                .hasMessageStartingWith("offset must be from PT0S to less than every");
    }
}
