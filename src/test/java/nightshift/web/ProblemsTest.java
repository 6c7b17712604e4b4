package nightshift.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import nightshift.store.StoreUnavailable;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void problemsAreWrittenAsTheStandardHasThem() {
        Problem problem = new Problem(422, "Refused.", List.of(new Violation("/priority", "must be from 1 to 9")));

        assertThat(problem.text())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"
                                + "\"detail\":\"Refused.\",\"errors\":[{\"pointer\":\"/priority\",\"detail\":\"must be from 1 to 9\"}]}");
        assertThat(Problem.conflict("DEAD", "No.").text()).endsWith("\"detail\":\"No.\",\"state\":\"DEAD\"}");
    }

    @Test
    void aStoreThatIsAwayIsNoFaultOfOurs() {
        Problem problem = Problems.of(new StoreUnavailable(StoreUnavailable.Reason.FULL, "host 10.0.0.1", null));

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(10));
        assertThat(problem.text()).doesNotContain("10.0.0.1");
    }

    @Test
    void detailsOfServerErrorsAreNotShown() {
        Problem problem = Problems.of(new IllegalStateException("secret"));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.text()).doesNotContain("secret").contains("incident");
    }

    @Test
    void aBodyThatBreaksOffIsTheSendersFault() {
        assertThat(Problems.of(new IOException("connection reset")).status()).isEqualTo(400);
    }
}
