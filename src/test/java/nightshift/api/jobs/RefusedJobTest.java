package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import nightshift.task.Violation;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of a job that cannot be used, each named by its pointer. */
class RefusedJobTest extends JobReading {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nightshift.import",
                "nightshift.import.partition",
                "nightshift.export",
                "nightshift.canary",
                "nightshift.of.tomorrow"
            })
    void tasksOfNightshiftItselfAreRefused(String task) {
        byte[] job = ("{\"task\":\"" + task + "\"}").getBytes(UTF_8);
        for (UnknownTasks unknown : UnknownTasks.values()) {
            Problem problem = catchThrowableOfType(
                            ProblemException.class,
                            () -> new JobReader(new Tasks(), unknown, listener).read(job, 0, job.length))
                    .problem();

            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.errors()).singleElement().satisfies(error -> {
                assertThat(error.pointer()).isEqualTo("/task");
                assertThat(error.detail()).contains("a task of Nightshift itself", "POST /imports", "POST /exports");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5.5, 400",
        "5.00000000000000000000001, 400",
        "1e-999999999, 400",
        "1e999999999999, 400",
        "1e999999999, 422",
        "1e400, 422",
        "-1e999999999, 422",
        "-0, 422",
        "-0.0, 422",
        "1e1, 422",
        "99999999999999999999, 422",
        "true, 400",
        "[], 400"
    })
    void otherNumbersAreRefusedAtOnce(String number, int status) {
        Problem problem = refused("{\"task\":\"any\",\"priority\":" + number + "}");

        assertThat(problem.status()).isEqualTo(status);
        assertThat(pointers(problem)).isEqualTo("/priority");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task",
                "args",
                "queue",
                "priority",
                "runAt",
                "delay",
                "maxAttempts",
                "timeout",
                "retry",
                "tags",
                "retry/initial",
                "retry/max",
                "retry/factor",
                "retry/jitter"
            })
    void nullIsRefusedForEveryField(String field) {
        Problem problem = refused(with(field, "null"));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(pointers(problem)).isEqualTo("/" + field);
        assertThat(problem.errors().get(0).detail()).contains("not null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "task | 1",
                "task | {}",
                "task | [\"any\"]",
                "task | true",
                "queue | 7",
                "queue | []",
                "priority | \"1\"",
                "priority | 1.5",
                "priority | 1e-1",
                "priority | true",
                "runAt | 0",
                "runAt | {}",
                "delay | 30",
                "delay | []",
                "maxAttempts | \"3\"",
                "maxAttempts | 2.5",
                "timeout | 30",
                "timeout | false",
                "retry | []",
                "retry | \"PT1S\"",
                "retry | 3",
                "retry/initial | 5",
                "retry/max | {}",
                "retry/factor | \"2\"",
                "retry/jitter | true",
                "tags | \"a\"",
                "tags | {}",
                "tags | 1"
            })
    void wrongTypesAreNamed(String field, String value) {
        Problem problem = refused(with(field, value));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(pointers(problem)).isEqualTo("/" + field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "task | \"\"",
                "task | \"no.such\"",
                "task | \"a b\"",
                "task | \"a\\u0000\"",
                "task | \"{x}\"",
                "task | \"é\"",
                "queue | \"\"",
                "queue | \"a:b\"",
                "queue | \"{a}\"",
                "queue | \"*\"",
                "queue | \"../x\"",
                "queue | \"a\\u0000\"",
                "queue | \"\\u202ea\"",
                "priority | 0",
                "priority | 10",
                "priority | -0",
                "priority | -1",
                "priority | 2147483648",
                "priority | 99999999999999999999",
                "runAt | \"\"",
                "runAt | \"tomorrow\"",
                "runAt | \"2026-02-30T00:00:00Z\"",
                "runAt | \"2026-11-24\"",
                "runAt | \"2026-11-24T14:02:11\"",
                "runAt | \"9999-01-01T00:00:00Z\"",
                "runAt | \"1969-12-31T23:59:59Z\"",
                "runAt | \"2026-11-24T14:02:11[Mars/X]\"",
                "delay | \"\"",
                "delay | \"30\"",
                "delay | \"-PT1S\"",
                "delay | \"PT1000000H\"",
                "delay | \"P999999999999999999D\"",
                "maxAttempts | 0",
                "maxAttempts | 101",
                "maxAttempts | -5",
                "timeout | \"PT0S\"",
                "timeout | \"PT24H0.001S\"",
                "timeout | \"soon\"",
                "retry/initial | \"PT0S\"",
                "retry/initial | \"P31D\"",
                "retry/max | \"P31D\"",
                "retry/max | \"x\"",
                "retry/factor | 0.5",
                "retry/factor | 101",
                "retry/factor | 1e999999999",
                "retry/jitter | -0.1",
                "retry/jitter | 1.1",
                "retry/jitter | 2",
                "retry/many | 1",
                "nonsense | 1",
                "a~1b | 1"
            })
    void valuesThatCannotBeUsedAreNamed(String field, String value) {
        Problem problem = refused(with(field, value).replace("a~1b", "a/b"));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(pointers(problem)).isEqualTo("/" + field);
        assertThat(problem.errors().get(0).detail()).isNotBlank();
    }

    @Test
    void longNamesAndListsAreRefused() {
        assertThat(pointers(refused(with("queue", "\"" + "q".repeat(10_000) + "\""))))
                .isEqualTo("/queue");
        assertThat(pointers(refused(with("tags", "[\"ok\",\"\",\"a\\u0000\",\"" + "x".repeat(101) + "\"]"))))
                .isEqualTo("/tags/1 /tags/2 /tags/3");
        for (String key : List.of("", "a\\n", "é".repeat(51))) {
            assertThat(pointers(refused(with("key", "\"" + key + "\"")))).isEqualTo("/key");
        }
        assertThat(pointers(refused(with("tags", "[" + "\"x\",".repeat(20) + "\"x\"]"))))
                .isEqualTo("/tags");
        assertThat(pointers(refused(with("tags", "[\"ok\",1,[2],{\"a\":3}]")))).isEqualTo("/tags/1 /tags/2 /tags/3");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Problem problem = refused("""
                {"task": "any", "priority": 0, "delay": "PT1S", "runAt": "2026-11-24T14:02:11Z", "queue": "a b", "nonsense": {"a": []},
                 "retry": {"initial": "PT0S", "factor": 0, "jitter": 7}}""");

        assertThat(problem.status()).isEqualTo(422);
        assertThat(pointers(problem))
                .isEqualTo("/priority /queue /nonsense /retry/initial /retry/factor /retry/jitter /delay");
        assertThat(problem.detail()).isEqualTo("The job was not accepted: 7 fields are wrong.");
        assertThat(heard).containsExactly("any default REJECTED");
    }

    @Test
    void theTaskIsRequired() {
        assertThat(pointers(refused("{}"))).isEqualTo("/task");
        assertThat(heard).isEmpty();
    }

    @Test
    void argsMustFitTheTask() {
        Problem problem = refused("{\"task\":\"picky\",\"args\":{\"x\":1}}");

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).containsExactly(new Violation("/args/x", "is unknown"));
    }

    @Test
    void whatAConflictMeansIsOnlySaidOfAUniqueKey() {
        assertThat(refused("{\"task\":\"any\",\"onConflict\":\"RETURN\"}").toString())
                .contains("/onConflict", "needs a uniqueKey");
        assertThat(refused("{\"task\":\"any\",\"uniqueKey\":\"a\",\"onConflict\":\"return\"}")
                        .toString())
                .contains("/onConflict", "must be REFUSE, RETURN, REPLACE or AFTER");
        for (String wrong : List.of("", "a\\tb", "é".repeat(101))) {
            assertThat(refused("{\"task\":\"any\",\"uniqueKey\":\"" + wrong + "\"}")
                            .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"startBy\":\"soon\"",
                "\"startBy\":\"PT-5S\"",
                "\"startBy\":\"P4000D\"",
                "\"startBy\":\"PT59S\",\"delay\":\"PT1M\"",
                "\"startBy\":\"PT59S\",\"runAt\":\"2150-01-01T00:00:00Z\"",
                "\"startBy\":\"2150-01-01T00:00:00Z\",\"runAt\":\"2150-01-01T00:00:01Z\""
            })
    void aTimeByWhichNoJobCanStartIsRefused(String fields) {
        Problem problem = refused("{\"task\":\"any\"," + fields + "}");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors())
                .singleElement()
                .extracting(Violation::pointer)
                .isEqualTo("/startBy");
    }
}
