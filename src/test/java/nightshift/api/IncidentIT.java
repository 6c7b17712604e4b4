package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of an incident, of a server without a Prometheus. */
class IncidentIT {

    @Test
    void theReportHasWhatTheStoreKnows() {
        String queue = "incident-" + UUID.randomUUID();
        String message = "no route ` | to [x](http://evil.example) <b>"
                + UUID.randomUUID().toString().replaceAll("[0-9]", "z");
        Instant from = Instant.now().minusSeconds(60);
        assertThat(Client.post("/queues/" + queue + ":pause").status()).isEqualTo(200);
        assertThat(Client.post("/queues/" + queue + ":resume").status()).isEqualTo(200);
        Client.submitted("{\"task\":\"demo.fail\",\"queue\":\"" + queue + "\",\"args\":{\"times\":9,\"message\":\""
                + message + "\"},\"maxAttempts\":1}");
        Client.Answer operation = Client.send(Client.request("/operations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"action\":\"cancel\",\"filter\":{\"queue\":\"" + queue + "\",\"state\":[\"SCHEDULED\"]}}")));
        assertThat(operation.status()).as(operation.body()).isEqualTo(202);

        Client.Answer answer = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> Client.get("/incident?from=" + from),
                        each -> each.body().contains("no route ' ¦ to [x]"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase("text/markdown;charset=utf-8");
        assertThat(answer.header("Content-Disposition"))
                .matches("attachment; filename=\"incident-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.md\"");
        assertThat(answer.body())
                .startsWith("# Incident report: ")
                .contains("Set nightshift.prometheus.url (NIGHTSHIFT_PROMETHEUS_URL) to see this here.")
                .contains("Queue `" + queue + "` paused by `admin`")
                .contains("Queue `" + queue + "` resumed by `admin`")
                .contains("/operations/" + operation.text("id"))
                .contains(Client.URL + "/failures/")
                .contains("### Jobs, counted by Redis")
                .containsPattern("(?m)^\\| [-0-9]{10} [:0-9]{8} \\| still runs \\| `\\w{8}` \\|");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ?from",
        "?from=yesterday, ?from",
        "?from=2026-11-24T10:00:00Z&to=2026-11-24T10:00:00Z, ?from",
        "?from=2026-11-24T11:00:00Z&to=2026-11-24T10:00:00Z, ?from",
        "?from=2026-11-23T09:59:59Z&to=2026-11-24T10:00:00Z, ?from",
        "?from=2026-11-24T10:00:00Z&to=2999-01-01T00:00:00Z, ?to ?from",
        "?from=2999-01-01T00:00:00Z, ?from",
        "?from=2026-11-24T10:00:00Z&to=x, ?to ?from",
        "?from=2026-11-24T10:00:00Z&to=2026-11-24T11:00:00Z&queue=mail, ?queue",
    })
    void aWindowThatCannotBeIsRefused(String query, String pointers) {
        Client.Answer answer = Client.get("/incident" + (query == null ? "" : query));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).isEqualTo(pointers);
    }

    @Test
    void whoIsNotSignedInGetsNothing() {
        assertThat(Client.send(Client.anonymous(
                                        "/incident?from=" + Instant.now().minusSeconds(60))
                                .GET())
                        .status())
                .isEqualTo(401);
    }
}
