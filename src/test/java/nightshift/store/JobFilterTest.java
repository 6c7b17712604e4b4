package nightshift.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Count;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Number;
import nightshift.store.Condition.Time;
import nightshift.store.Condition.Where;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

class JobFilterTest {

    private static final Condition MAIL = Matches.exactly(Field.QUEUE, "mail");
    private static final Condition TEXT = new Mentions(Where.LABELS, "x", false);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static JobFilter created(Instant from, Instant before) {
        return JobFilter.of(new Between(Time.CREATED, Optional.ofNullable(from), Optional.ofNullable(before)));
    }

    private static boolean fits(JobFilter filter, JobState state) {
        return filter.fits(
                new JobSummary(
                        JobId.parse("01f0a1b2-c3d4-7e5f-8a6b-9c0d1e2f3a4b").orElseThrow(),
                        new TaskName("t"),
                        JobOptions.DEFAULTS,
                        state,
                        NOON,
                        NOON,
                        1,
                        1,
                        false,
                        Optional.empty()),
                () -> "{}");
    }

    @Test
    void theSameFilterHasOneForm() {
        assertThat(JobFilter.of(TEXT, MAIL, TEXT)).isEqualTo(JobFilter.of(MAIL, TEXT));
        assertThat(created(NOON, null).and(created(null, NOON.plusSeconds(1))))
                .isEqualTo(created(NOON, NOON.plusSeconds(1)));
        assertThat(created(NOON, null).and(created(NOON.minusSeconds(1), null))).isEqualTo(created(NOON, null));
        assertThat(JobFilter.of(new Count(Number.PRIORITY, 1, 5), new Count(Number.PRIORITY, 3, 9)))
                .isEqualTo(JobFilter.of(new Count(Number.PRIORITY, 3, 5)));
    }

    @Test
    void rangesThatDoNotMeetStayEmpty() {
        JobFilter never = created(NOON.plusSeconds(1), null).and(created(null, NOON.minusSeconds(1)));

        assertThat(fits(never, JobState.READY)).isFalse();
        assertThat(never.createdFrom()).contains(NOON.plusSeconds(1));
        assertThat(never.createdBefore()).contains(NOON.minusSeconds(1));
    }

    /** An empty set of states means all, so states without a common one must not become that. */
    @Test
    void statesWithoutACommonOneAreNoJob() {
        JobFilter dead = JobFilter.in(Set.of(JobState.DEAD, JobState.READY));
        JobFilter ready = JobFilter.in(Set.of(JobState.READY, JobState.RUNNING));

        assertThat(dead.and(ready)).isEqualTo(JobFilter.in(Set.of(JobState.READY)));
        assertThat(dead.and(JobFilter.ALL)).isEqualTo(dead);
        assertThat(JobFilter.ALL.and(dead)).isEqualTo(dead);
        JobFilter none = dead.and(JobFilter.in(Set.of(JobState.RUNNING)));
        assertThat(EnumSet.allOf(JobState.class)).noneMatch(state -> fits(none, state));
    }

    @Test
    void anExactValueIsFoundAmongOtherConditions() {
        Condition pattern = new Matches(Field.QUEUE, Set.of(new TextPattern(List.of("m", ""))), false);
        Condition other = new Matches(Field.QUEUE, Set.of(TextPattern.exactly("other")), true);

        assertThat(JobFilter.of(pattern, other, MAIL).exact(Field.QUEUE)).contains("mail");
        assertThat(Stream.of(pattern, other)
                        .map(JobFilter::of)
                        .filter(filter -> filter.exact(Field.QUEUE).isPresent()))
                .isEmpty();
        assertThat(JobFilter.of(MAIL).exact(Field.TASK)).isEmpty();
    }
}
