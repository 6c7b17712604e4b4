package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nightshift.job.Due;
import nightshift.job.JobKey;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.RetryPolicy;
import nightshift.job.UniqueKey;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest extends JobReading {

    @Test
    void aTaskThatNoServerKnowsYetIsTakenWhereThatIsWanted() {
        byte[] job = "{\"task\":\"of.tomorrow\",\"args\":{\"any\":1}}".getBytes(UTF_8);

        NewJob read = new JobReader(new Tasks(), UnknownTasks.QUEUE, listener).read(job, 0, job.length);

        assertThat(read.task()).isEqualTo(new TaskName("of.tomorrow"));
        assertThat(read.args()).isEqualTo("{\"any\":1}");
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5.0, 5", "5e0, 5", "50e-1, 5", "0.5e1, 5", "9.000, 9"})
    void aWholeNumberIsOneHoweverItIsWritten(String number, int priority) {
        assertThat(read("{\"task\":\"any\",\"priority\":" + number + "}")
                        .options()
                        .priority())
                .isEqualTo(priority);
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
}
