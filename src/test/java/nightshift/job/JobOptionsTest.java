package nightshift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.task.QueueName;
import org.junit.jupiter.api.Test;

class JobOptionsTest {

    @Test
    void whatIsNotNamedHasItsDefault() {
        assertThat(JobOptions.with().build())
                .isEqualTo(JobOptions.DEFAULTS)
                .isEqualTo(new JobOptions(
                        QueueName.DEFAULT,
                        Limits.PRIORITY_DEFAULT,
                        Limits.ATTEMPTS_DEFAULT,
                        Optional.empty(),
                        RetryPolicy.DEFAULT,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        Map<String, JobOptions.Builder> wrong = Map.of(
                "priority",
                JobOptions.with().priority(10),
                "maxAttempts",
                JobOptions.with().maxAttempts(0),
                "timeout",
                JobOptions.with().timeout(Duration.ZERO),
                "tags",
                JobOptions.with().tags(List.of("")));

        wrong.forEach((name, builder) -> assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name));
        assertThatThrownBy(JobOptions.with().tags(Collections.nCopies(Limits.TAGS_MOST + 1, "t"))::build)
                .hasMessageStartingWith("tags");
    }
}
