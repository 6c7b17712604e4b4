package nightshift.api.queues;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import nightshift.limit.QueueSettings;
import nightshift.limit.SettingValues;
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

    private static Map<QueueName, SettingValues> read(String text) {
        return QueueSettingsReader.file(text.getBytes(UTF_8));
    }
}
