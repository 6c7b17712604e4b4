package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.job.Due;
import nightshift.job.JobKey;
import nightshift.job.JobListener;
import nightshift.job.Limits;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.RetryPolicy;
import nightshift.job.UniqueKey;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.task.Violation;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {

    private final List<String> heard = new ArrayList<>();
    private final JobListener listener = new JobListener() {
        @Override
        public void submitted(QueueName queue, TaskName task, Submit result) {
            heard.add(task + " " + queue + " " + result);
        }
    };
    private final JobReader reader = new JobReader(new Tasks(), UnknownTasks.REFUSE, listener);

    private NewJob read(String json) {
        byte[] bytes = ("junk" + json + "junk").getBytes(UTF_8);
        return reader.read(bytes, 4, bytes.length - 8);
    }

    @Test
    void aTaskThatNoServerKnowsYetIsTakenWhereThatIsWanted() {
        byte[] job = "{\"task\":\"of.tomorrow\",\"args\":{\"any\":1}}".getBytes(UTF_8);

        NewJob read = new JobReader(new Tasks(), UnknownTasks.QUEUE, listener).read(job, 0, job.length);

        assertThat(read.task()).isEqualTo(new TaskName("of.tomorrow"));
        assertThat(read.args()).isEqualTo("{\"any\":1}");
    }

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

    private Problem refused(byte[] bytes) {
        return catchThrowableOfType(ProblemException.class, () -> reader.read(bytes, 0, bytes.length))
                .problem();
    }

    private Problem refused(String json) {
        return refused(json.getBytes(UTF_8));
    }

    private static String pointers(Problem problem) {
        return problem.errors().stream().map(Violation::pointer).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5.0, 5", "5e0, 5", "50e-1, 5", "0.5e1, 5", "9.000, 9"})
    void aWholeNumberIsOneHoweverItIsWritten(String number, int priority) {
        assertThat(read("{\"task\":\"any\",\"priority\":" + number + "}")
                        .options()
                        .priority())
                .isEqualTo(priority);
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
    @CsvSource({"[, ]", "{\"a\":, }", "[{\"[\\\"\":, }]"})
    void argsMayBeNestedAsDeepAsTheManualSays(String open, String close) {
        int levels = close.length();
        String most = open.repeat(Limits.DEPTH_MOST / levels)
                + (open.endsWith(":") ? "0" : "")
                + close.repeat(Limits.DEPTH_MOST / levels);

        assertThat(read("{\"task\":\"any\",\"args\":" + most + "}").args()).isEqualTo(most);
        for (String deeper : new String[] {
            "[" + most + "]", "[".repeat(900) + "]".repeat(900), "[".repeat(100_000) + "]".repeat(100_000)
        }) {
            Problem problem = refused("{\"task\":\"any\",\"args\":" + deeper + "}");
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.toString()).contains("must be nested at most 200 levels deep");
        }
    }

    @Test
    void aTaskIsEnough() {
        assertThat(read("{\"task\":\"any\"}")).isEqualTo(NewJob.of(new TaskName("any"), "{}"));
    }

    @Test
    void everyFieldIsRead() {
        NewJob job = read("""
            {"task": "any", "args": {"a": 1}, "queue": "mail", "priority": 1, "delay": "PT1M", "maxAttempts": 3,
             "timeout": "PT30S", "retry": {"initial": "PT1S", "max": "PT2S", "factor": 2, "jitter": 0.5},
             "tags": ["tenant=7", "é🦊"], "key": "é7", "uniqueKey": "order é42",
             "onConflict": "RETURN", "startBy": "PT2M", "deadline": "2150-01-01T00:00:00Z"}\
            """);

        assertThat(job.args()).isEqualTo("{\"a\": 1}");
        assertThat(job.queue()).isEqualTo(new QueueName("mail"));
        assertThat(job.options().priority()).isEqualTo(1);
        assertThat(job.due()).isEqualTo(new Due.After(Duration.ofMinutes(1)));
        assertThat(job.options().maxAttempts()).isEqualTo(3);
        assertThat(job.options().timeout()).contains(Duration.ofSeconds(30));
        assertThat(job.options().retry())
                .isEqualTo(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(2), 2, 0.5));
        assertThat(job.options().tags()).containsExactly("tenant=7", "é🦊");
        assertThat(job.options().key()).contains(new JobKey("é7"));
        assertThat(job.options().uniqueKey()).contains(new UniqueKey("order é42"));
        assertThat(job.options().startBy()).contains(new Due.After(Duration.ofMinutes(2)));
        assertThat(job.options().deadline()).contains(new Due.At(Instant.parse("2150-01-01T00:00:00Z")));
        assertThat(job.onConflict()).isEqualTo(OnConflict.RETURN);
        assertThat(read("{\"task\":\"any\",\"runAt\":\"2026-11-24T15:02:11+01:00\"}")
                        .due())
                .isEqualTo(new Due.At(Instant.parse("2026-11-24T14:02:11Z")));
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

    @Test
    void aJobMayStartAtTheLastMoment() {
        String time = "\"2150-01-01T00:00:00Z\"";
        assertThat(read("{\"task\":\"any\",\"startBy\":" + time + ",\"runAt\":" + time + "}")
                        .options()
                        .startBy())
                .contains(new Due.At(Instant.parse("2150-01-01T00:00:00Z")));
        read("{\"task\":\"any\",\"startBy\":\"PT1M\",\"delay\":\"PT1M\"}");
    }

    @Test
    void whatIsNotGivenOfTheRetryPolicyFollowsWhatIs() {
        assertThat(read("{\"task\":\"any\",\"retry\":{\"max\":\"PT1S\"}}")
                        .options()
                        .retry()
                        .initial())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(read("{\"task\":\"any\",\"retry\":{\"initial\":\"PT2H\"}}")
                        .options()
                        .retry()
                        .max())
                .isEqualTo(Duration.ofHours(2));
        assertThat(read("{\"task\":\"any\",\"retry\":{}}").options().retry()).isEqualTo(RetryPolicy.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{ }",
                "0",
                "-0",
                "1.0",
                "1e400",
                "-1E+2",
                "9007199254740993",
                "12345678901234567890",
                "\"\"",
                "true",
                "\"a\\u0000b\"",
                "\"é🦊\\ud83e\\udd8a\"",
                "\"\\\\ud800\"",
                "\"\\/\"",
                "[ 1 ,\t2,\n3 ]",
                "{\"a\":[],\"b\":{}}",
                "[null]",
                "{\"\":1}",
                "{\"a\" :1.10 }",
                "\"\u202e\u0301\u0301\""
            })
    void argsAreKeptByteForByte(String args) {
        assertThat(read("{\"args\":" + args + ",\"task\":\"any\"}").args()).isEqualTo(args);
        assertThat(read("{\"task\":\"any\" , \"args\" : \n" + args + "\n}").args())
                .isEqualTo(args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"task\":\"any\"",
                "{\"task\":\"any\"}}",
                "{\"task\":\"any\"} 1",
                "{\"task\":\"any\"}{}",
                "{'task':'any'}",
                "{task:\"any\"}",
                "{\"task\":\"any\",}",
                "{\"task\":\"any\",\"args\":NaN}",
                "{\"task\":\"any\",\"args\":Infinity}",
                "{\"task\":\"any\",\"args\":01}",
                "{\"task\":\"any\",\"args\":+1}",
                "{\"task\":\"any\",\"args\":.5}",
                "{\"task\":\"any\",\"args\":1.}",
                "{\"task\":\"any\"/* no */}",
                "{\"task\":\"any\"}//",
                "\uFEFF{\"task\":\"any\"}",
                "{\"task\":\"any\",\"args\":\"\u0000\"}",
                "{\"task\":\"any\",\"args\":\"\n\"}",
                "{\"task\":\"any\",\"args\":\"\\x\"}",
                "{\"task\":\"any\",\"args\":\"\\ud800\"}",
                "{\"task\":\"any\",\"args\":\"\\udc00\"}",
                "{\"task\":\"any\",\"args\":\"\\ud800\\u0041\"}",
                "{\"task\":\"any\",\"args\":\"\\\\\\ud800\"}",
                "{\"task\":\"any\",\"args\":\"\\ud800",
                "{\"task\":\"any\",\"args\":\"\\u",
                "{\"task\":\"any\",\"args\":tru}"
            })
    void whatIsNotStrictJsonIsRefused(String json) {
        Problem problem = refused(json);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail())
                .startsWith("The body is not acceptable JSON")
                .doesNotContain("`", "enable");
    }

    @Test
    void otherEncodingsAreRefused() {
        assertThat(refused("{\"task\":\"any\"}".getBytes(UTF_16)).status()).isEqualTo(400);
        assertThat(refused("{\"task\":\"any\",\"args\":\"é\"}".getBytes(ISO_8859_1))
                        .status())
                .isEqualTo(400);
        byte[] overlong = "{\"task\":\"any\",\"args\":\"**\"}".getBytes(UTF_8);
        overlong[22] = (byte) 0xC0;
        overlong[23] = (byte) 0x80;
        assertThat(refused(overlong).status()).isEqualTo(400);
        byte[] surrogate = "{\"task\":\"any\",\"args\":\"***\"}".getBytes(UTF_8);
        surrogate[22] = (byte) 0xED;
        surrogate[23] = (byte) 0xA0;
        surrogate[24] = (byte) 0x80;
        assertThat(refused(surrogate).status()).isEqualTo(400);
    }

    @Test
    void duplicateMembersAreNamed() {
        assertThat(pointers(refused("{\"task\":\"any\",\"task\":\"any\"}"))).isEqualTo("/task");
        assertThat(pointers(refused("{\"task\":\"any\",\"args\":{\"a\":{\"b\":1,\"b\":2}}}")))
                .isEqualTo("/args/a/b");
    }

    @Test
    void whatWouldTakeLongToReadIsRefused() {
        assertThat(refused("{\"task\":\"any\",\"args\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(refused("{\"task\":\"any\",\"args\":" + "9".repeat(500_000) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(refused("{\"task\":\"any\",\"args\":\"" + "x".repeat(256 * 1024 - 1) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(read("{\"task\":\"any\",\"args\":\"" + "x".repeat(256 * 1024 - 2) + "\"}")
                        .args())
                .hasSize(256 * 1024);
        assertThat(read("{\"task\":\"any\",\"args\":1e999999999}").args()).isEqualTo("1e999999999");
        String keys =
                IntStream.range(0, 50_000).mapToObj(i -> "\"" + i + "\":0").collect(Collectors.joining(","));
        assertThat(refused("{" + keys + "}").errors()).hasSize(50);
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

    private static String with(String field, String value) {
        String[] path = field.split("/");
        String member = path.length == 1
                ? "\"" + field + "\":" + value
                : "\"" + path[0] + "\":{\"" + path[1] + "\":" + value + "}";
        return field.equals("task") ? "{" + member + "}" : "{\"task\":\"any\"," + member + "}";
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
             "retry": {"initial": "PT0S", "factor": 0, "jitter": 7}}\
            """);

        assertThat(problem.status()).isEqualTo(422);
        assertThat(pointers(problem))
                .isEqualTo("/priority /queue /nonsense /retry/initial /retry/factor /retry/jitter /delay");
        assertThat(problem.detail()).isEqualTo("The job was not accepted: 7 fields are wrong.");
        assertThat(heard).containsExactly("any default REJECTED");
    }

    @Test
    void theBodyMustBeAnObject() {
        for (String json : List.of("[]", "null", "1", "\"any\"", "true")) {
            assertThat(refused(json).status()).isEqualTo(400);
        }
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
}
