package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The self-audit over HTTP. */
class IntegrityIT {

    @Test
    void somebodyAsksForACheckAndReadsWhatItFound() {
        Client.submitted("{\"task\":\"demo.noop\"}");
        Client.Answer asked = Client.post("/status/integrity:check");

        assertThat(asked.status()).isEqualTo(202);
        Instant at = Instant.parse(asked.json().path("askedAt").asString());
        assertThat(asked.json().path("enabled").asBoolean()).isTrue();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !began().isBefore(at));
        JsonNode last = last();
        assertThat(last.path("jobs").asLong()).isPositive();
        assertThat(last.path("found").asLong()).isEqualTo(last.path("repaired").asLong());
        assertThat(Instant.parse(last.path("endedAt").asString())).isAfterOrEqualTo(began());
        assertThat(Client.get("/status/integrity").json().has("askedAt")).isFalse();
    }

    private static JsonNode last() {
        return Client.get("/status/integrity").json().path("last");
    }

    private static Instant began() {
        String began = last().path("beganAt").asString("");
        return began.isEmpty() ? Instant.MIN : Instant.parse(began);
    }
}
