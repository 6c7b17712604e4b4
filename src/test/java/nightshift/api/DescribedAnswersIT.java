package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers is what the OpenAPI document says: {@link Client} checks each answer. */
class DescribedAnswersIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs",
                "/jobs:facets?filter=-state:dead",
                "/queues",
                "/schedules",
                "/tasks",
                "/workers",
                "/status",
                "/throughput",
                "/objectives",
                "/session",
                "/imports",
                "/exports"
            })
    void whatIsThere(String path) {
        Client.submitted("{\"task\":\"demo.noop\"}");
        Client.Answer answer = Client.get(path);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aJobInEachOfItsForms() {
        String id = Client.submitted(
                "{\"task\":\"demo.fail\",\"args\":{\"times\":1e0},\"maxAttempts\":1.0,\"tags\":[\"a\"],\"timeout\":\"PT1M\"}");

        Client.Answer dead = Client.ended(id);
        assertThat(dead.text("state")).isEqualTo("DEAD");
        assertThat(Client.post("/jobs/" + id + ":retry").status()).isEqualTo(200);
        Client.Answer later = Client.submit("{\"task\":\"demo.noop\",\"delay\":\"P1D\"}");
        assertThat(later.status()).isEqualTo(201);
        assertThat(Client.post("/jobs/" + later.text("id") + ":cancel").status())
                .isEqualTo(200);
        assertThat(Client.post("/jobs/" + later.text("id") + ":cancel").status())
                .isEqualTo(409);
    }

    @Test
    void refusals() {
        for (String body : new String[] {
            "",
            "{}",
            "{\"task\":\"no.such\"}",
            "{\"task\":\"demo.noop\",\"priority\":5.5}",
            "{\"task\":\"demo.noop\",\"args\":" + "[".repeat(201) + "]".repeat(201) + "}"
        }) {
            Client.Answer refused = Client.submit(body);
            assertThat(refused.status()).isBetween(400, 422);
        }
        assertThat(Client.get("/jobs/019ab3c4-0000-7000-8000-000000000000").status())
                .isEqualTo(404);
    }

    @Test
    void linesOfABatch() {
        Client.Answer answer = Client.send(Client.request("/jobs:batchCreate")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString("{\"task\":\"demo.noop\"}\n7\n{\"task\":\"demo.noop\",\"args\":"
                        + "[".repeat(201) + "]".repeat(201) + "}\n{\"task\":\"demo.noop\",\"args\":" + "[".repeat(200)
                        + "]".repeat(200) + "}")));

        assertThat(answer.body().lines()).hasSize(4);
        assertThat(answer.body().lines().toList().get(2)).contains("must be nested at most 200 levels deep");
        assertThat(answer.body().lines().toList().get(3)).contains("\"id\"");
    }

    @Test
    void argsComeBackAsDeepAsTheyWere() {
        String args = "{\"value\":" + "[".repeat(199) + "]".repeat(199) + "}";
        Client.Answer ended = Client.ended(Client.submitted("{\"task\":\"demo.echo\",\"args\":" + args + "}"));

        assertThat(ended.text("state")).isEqualTo("SUCCEEDED");
        assertThat(ended.body()).contains("\"args\":" + args, "\"result\":" + "[".repeat(199));
    }
}
