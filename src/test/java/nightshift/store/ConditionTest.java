package nightshift.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.job.Attempt;
import nightshift.job.Destination;
import nightshift.job.Failure;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.Outcome;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Count;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Number;
import nightshift.store.Condition.Time;
import nightshift.store.Condition.Where;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final String ID = "01f0a1b2-c3d4-7e5f-8a6b-9c0d1e2f3a4b";
    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant ENDED = Instant.parse("2026-03-01T11:00:00Z");
    private static final String ARGS = "{\"to\": \"Gr\\u00f6\\u00dfe \\\"XL\\\"\", \"path\": \"C:\\\\tmp\"}";

    private static final JobSummary DEAD = job(JobState.DEAD);

    private static JobSummary job(JobState state) {
        return new JobSummary(
                JobId.parse(ID).orElseThrow(),
                new TaskName("http.request"),
                JobOptions.with()
                        .queue(new QueueName("billing-eu"))
                        .priority(3)
                        .tags(List.of("tenant=7", "Red|Green"))
                        .key(new JobKey("acme"))
                        .schedule("nightly")
                        .destination(new Destination("api.example.com:8080"))
                        .build(),
                state,
                ENDED,
                CREATED,
                4,
                4,
                false,
                Optional.of(new Attempt(
                        4,
                        Optional.of(Outcome.FAILED),
                        CREATED,
                        Optional.of(ENDED),
                        "w",
                        Optional.of(new Failure("http-status", "Connection RESET by peer", "at x")),
                        Optional.empty())));
    }

    private static boolean fits(Condition condition) {
        return condition.fits(DEAD, () -> ARGS);
    }

    private static TextPattern pattern(String text) {
        return new TextPattern(List.of(text.split("\\*", -1)));
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE, billing-eu, true",
        "QUEUE, billing, false",
        "QUEUE, Billing-eu, false",
        "QUEUE, billing*, true",
        "QUEUE, *eu, true",
        "QUEUE, b*g*eu, true",
        "QUEUE, b*x*eu, false",
        "QUEUE, billing-eu*billing-eu, false",
        "TASK, http.request, true",
        "TASK, http, false",
        "TAG, tenant=7, true",
        "TAG, tenant=*, true",
        "TAG, tenant, false",
        "TAG, red*, false",
        "KEY, acme, true",
        "KEY, *, true",
        "KEY, other, false",
        "SCHEDULE, nightly, true",
        "HOST, API.example.com:8080, true",
        "HOST, api.example.com, false",
        "HOST, *.EXAMPLE.com:*, true",
        "ID, 01F0A, true",
        "ID, 1f0a1, false",
        "ID, D4-7E5F, true",
        "ID, d47e5f8a, true",
        "ID, 3a4b, false",
        "ID, 2f3A4b, true",
        "ID, *3a4b, true",
        "ID, 01f0*3a4b, true",
        "ID, 01f0a1b2c3d4*, true",
        "FAILURE, 0123456789abcdef, false",
    })
    void aPatternFitsAField(Field field, String text, boolean expected) {
        assertThat(fits(new Matches(field, Set.of(pattern(text)), false))).isEqualTo(expected);
        assertThat(fits(new Matches(field, Set.of(pattern(text)), true))).isEqualTo(!expected);
        assertThat(fits(new Matches(field, Set.of(pattern("nothing like it"), pattern(text)), false)))
                .isEqualTo(expected);
    }

    @Test
    void aJobWithoutTheFieldFitsNoPattern() {
        JobSummary plain = new JobSummary(
                DEAD.id(),
                DEAD.task(),
                JobOptions.DEFAULTS,
                JobState.READY,
                ENDED,
                CREATED,
                0,
                0,
                false,
                Optional.empty());

        for (Field field : List.of(Field.TAG, Field.KEY, Field.HOST, Field.SCHEDULE)) {
            assertThat(new Matches(field, Set.of(pattern("*")), false).fits(plain, () -> "{}"))
                    .isFalse();
            assertThat(new Matches(field, Set.of(pattern("*")), true).fits(plain, () -> "{}"))
                    .isTrue();
        }
    }

    @Test
    void aStarCanBePartOfAText() {
        assertThat(TextPattern.exactly("a*c").fits("abc")).isFalse();
        assertThat(TextPattern.exactly("a*c").fits("a*c")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a**b", "a***b"})
    void starsNextToEachOtherAreOne(String text) {
        assertThat(pattern(text)).isEqualTo(pattern("a*b"));
    }

    @Test
    void aPatternHasAPiece() {
        assertThatThrownBy(() -> new TextPattern(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeLiesFromItsFirstMomentToRightBeforeTheLast() {
        Instant later = CREATED.plusMillis(1);

        assertThat(fits(new Between(Time.CREATED, Optional.of(CREATED), Optional.of(later))))
                .isTrue();
        assertThat(fits(new Between(Time.CREATED, Optional.of(later), Optional.empty())))
                .isFalse();
        assertThat(fits(new Between(Time.CREATED, Optional.empty(), Optional.of(CREATED))))
                .isFalse();
        assertThat(fits(new Between(Time.ENDED, Optional.of(ENDED), Optional.empty())))
                .isTrue();
        assertThat(new Between(Time.ENDED, Optional.empty(), Optional.empty()).fits(job(JobState.RETRYING), () -> ARGS))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ATTEMPTS, 4, 4, true", "ATTEMPTS, 5, 9, false", "ATTEMPTS, 0, 3, false", "PRIORITY, 1, 3, true"})
    void aNumberLiesInARange(Number of, int from, int to, boolean expected) {
        assertThat(fits(new Count(of, from, to))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ANYWHERE, connection reset, true",
        "ANYWHERE, 2F3A4B, true",
        "ANYWHERE, red|gr, true",
        "ANYWHERE, größe, true",
        "ANYWHERE, billing, false",
        "ANYWHERE, at x, false",
        "LABELS, HTTP-status, true",
        "LABELS, größe, false",
        "ERROR, reset, true",
        "ERROR, tenant, false",
        "ARGS, 'größe \"xl\"', true",
        "ARGS, '\"path\"', true",
        "ARGS, c:\\tmp, true",
        "ARGS, reset, false",
    })
    void aTextStandsSomewhere(Where where, String text, boolean expected) {
        assertThat(fits(new Mentions(where, text, false))).isEqualTo(expected);
        assertThat(fits(new Mentions(where, text, true))).isEqualTo(!expected);
    }

    @Test
    void aJobThatSucceededHasNoError() {
        assertThat(new Mentions(Where.ERROR, "reset", false).fits(job(JobState.SUCCEEDED), () -> ARGS))
                .isFalse();
    }

    @Test
    void argsAreReadOnlyWhereNothingElseDecides() {
        List<Where> asked = new ArrayList<>();
        for (Where where : Where.values()) {
            new Mentions(where, "reset", false).fits(DEAD, () -> {
                asked.add(where);
                return ARGS;
            });
        }

        assertThat(asked).containsExactly(Where.ARGS);
        assertThat(Stream.of(Where.values())
                        .filter(where ->
                                JobFilter.of(new Mentions(where, "x", true)).readsArgs())
                        .collect(Collectors.toList()))
                .containsExactly(Where.ANYWHERE, Where.ARGS);
    }
}
