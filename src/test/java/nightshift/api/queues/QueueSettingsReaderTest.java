package nightshift.api.queues;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.job.JobState;
import nightshift.limit.QueueSettings;
import nightshift.limit.SettingValues;
import nightshift.limit.StateRetention;
import nightshift.task.QueueName;
import nightshift.task.Violation;
import nightshift.web.ProblemException;
import org.junit.jupiter.api.Test;

class QueueSettingsReaderTest {

    @Test
    void aFileHasTheSettingsOfManyQueues() {
        Map<QueueName, SettingValues> queues =
                read("{\"mail\":{\"concurrency\":3,\"rateLimit\":{\"permits\":5,\"per\":\"PT1M\"}},\"free\":{}}");

        assertThat(queues).containsOnlyKeys(new QueueName("mail"), new QueueName("free"));
        QueueSettings mail = QueueSettings.of(queues.get(new QueueName("mail")));
        assertThat(mail.concurrency()).contains(3);
        assertThat(mail.rateLimit().orElseThrow().intervalMicros()).isEqualTo(12_000_000.0);
    }

    @Test
    void everythingThatIsWrongInAFileIsNamed() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> read("{\"mail\":{\"concurrency\":0,\"owner\":null,\"fair\":1},\"a b\":{\"most\":1},"
                        + "\"web\":{\"rateLimit\":{\"permits\":5}}}"));

        assertThat(problem.problem().errors())
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(
                        "/mail/concurrency", "/mail/owner", "/mail/fair", "/a b/most", "/a b", "/web/rateLimit/per");
    }

    @Test
    void retentionIsReadByStateAgeAndCount() {
        Map<QueueName, SettingValues> queues = read(
                "{\"mail\":{\"retention\":{\"SUCCEEDED\":{\"age\":\"P1D\",\"count\":10000},\"DEAD\":{\"age\":\"P30D\"}}}}");

        assertThat(QueueSettings.of(queues.get(new QueueName("mail"))).retention())
                .containsExactly(
                        Map.entry(
                                JobState.SUCCEEDED,
                                new StateRetention(Optional.of(Duration.ofDays(1)), Optional.of(10_000))),
                        Map.entry(
                                JobState.DEAD, new StateRetention(Optional.of(Duration.ofDays(30)), Optional.empty())));
    }

    @Test
    void everythingThatIsWrongWithARetentionIsNamed() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> read(
                        "{\"a\":{\"retention\":{\"SUCCEEDED\":{\"age\":\"PT0.5S\",\"count\":0},\"READY\":{\"age\":\"P1D\"},"
                                + "\"DEAD\":{\"age\":\"P3651D\",\"most\":1},\"EXPIRED\":7,\"CANCELLED\":{\"count\":\"9\"}}}}"));

        assertThat(problem.problem().errors())
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(
                        "/a/retention/SUCCEEDED/age",
                        "/a/retention/SUCCEEDED/count",
                        "/a/retention/READY",
                        "/a/retention/DEAD/age",
                        "/a/retention/DEAD/most",
                        "/a/retention/EXPIRED",
                        "/a/retention/CANCELLED/count");
    }

    @Test
    void aFileCanHaveARetentionForABoundedNumberOfQueues() {
        String queues = IntStream.rangeClosed(0, QueueSettings.RETENTION_QUEUES_MOST)
                .mapToObj(i -> "\"q" + i + "\":{\"retention\":{\"DEAD\":{\"count\":1}}}")
                .collect(Collectors.joining(","));

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read("{" + queues + "}"));

        assertThat(problem.problem().errors())
                .containsExactly(new Violation("", "must have a retention for at most 500 queues, not for 501"));
    }

    @Test
    void aValueThatCannotBeReadIsNamedOnce() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> read("{\"mail\":{\"rateLimit\":{\"permits\":\"5\",\"per\":\"PT1S\"}}}"));

        assertThat(problem.problem().errors())
                .extracting(Violation::pointer)
                .containsExactly("/mail/rateLimit/permits");
    }

    private static Map<QueueName, SettingValues> read(String text) {
        return QueueSettingsReader.file(text.getBytes(UTF_8));
    }
}
