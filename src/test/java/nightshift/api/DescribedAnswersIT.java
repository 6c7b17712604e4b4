package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import nightshift.web.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers is what the OpenAPI document says. */
class DescribedAnswersIT {

    private final ApiDocument document = new ApiDocument();

    @ParameterizedTest
    @ValueSource(strings = {"/jobs", "/queues", "/tasks", "/workers", "/status", "/throughput", "/objectives", "/session", "/imports", "/exports"})
    void whatIsThere(String path) {
        Client.submitted("{\"task\":\"demo.noop\"}");
        Client.Answer answer = Client.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(document.violations("get", Api.PATH + path, answer)).as(answer.body()).isEmpty();
    }

    @Test
    void aJobInEachOfItsForms() {
        Client.Answer submitted = Client.submit("{\"task\":\"demo.fail\",\"args\":{\"times\":1e0},\"maxAttempts\":1.0,\"tags\":[\"a\"],\"timeout\":\"PT1M\"}");
        String id = submitted.text("id");

        assertThat(document.violations("post", Api.PATH + "/jobs", submitted)).as(submitted.body()).isEmpty();
        Client.Answer dead = Client.ended(id);
        assertThat(dead.text("state")).isEqualTo("DEAD");
        assertThat(document.violations("get", Api.PATH + "/jobs/{id}", dead)).as(dead.body()).isEmpty();
        Client.Answer retried = Client.post("/jobs/" + id + ":retry");
        assertThat(document.violations("post", Api.PATH + "/jobs/{id}:retry", retried)).as(retried.body()).isEmpty();
        Client.Answer later = Client.submit("{\"task\":\"demo.noop\",\"delay\":\"P1D\"}");
        assertThat(document.violations("post", Api.PATH + "/jobs", later)).as(later.body()).isEmpty();
        Client.Answer cancelled = Client.post("/jobs/" + later.text("id") + ":cancel");
        assertThat(document.violations("post", Api.PATH + "/jobs/{id}:cancel", cancelled)).as(cancelled.body()).isEmpty();
    }

    @Test
    void refusals() {
        for (String body : new String[] {"", "{}", "{\"task\":\"no.such\"}", "{\"task\":\"demo.noop\",\"priority\":5.5}",
            "{\"task\":\"demo.noop\",\"args\":" + "[".repeat(201) + "]".repeat(201) + "}"}) {
            Client.Answer refused = Client.submit(body);
            assertThat(refused.status()).isBetween(400, 422);
            assertThat(document.violations("post", Api.PATH + "/jobs", refused)).as(refused.body()).isEmpty();
        }
        Client.Answer gone = Client.get("/jobs/019ab3c4-0000-7000-8000-000000000000");
        assertThat(document.violations("get", Api.PATH + "/jobs/{id}", gone)).isEmpty();
    }

    @Test
    void linesOfABatch() {
        Client.Answer answer = Client.send(Client.request("/jobs:batchCreate").header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString("{\"task\":\"demo.noop\"}\n7\n{\"task\":\"demo.noop\",\"args\":"
                        + "[".repeat(201) + "]".repeat(201) + "}\n{\"task\":\"demo.noop\",\"args\":" + "[".repeat(200) + "]".repeat(200) + "}")));

        assertThat(answer.body().lines()).hasSize(4).allSatisfy(line ->
                assertThat(document.violations(document.root().at("/components/schemas/BatchLine"), line)).as(line).isEmpty());
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
