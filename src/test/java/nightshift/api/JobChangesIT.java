package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How jobs end, and what operators do with them. */
class JobChangesIT {

    private static final String FAR = "\"delay\":\"PT10H\"";

    private final String tag = "it-" + UUID.randomUUID();

    @Test
    void aFailedJobIsTriedAgainAndAnOperatorCanRetryIt() {
        String id = Client.submitted(
                "{\"task\":\"demo.fail\",\"args\":{\"times\":3,\"message\":\"no luck\"},\"maxAttempts\":2,"
                        + "\"retry\":{\"initial\":\"PT0.01S\"}}");

        JsonNode dead = Client.ended(id).json();
        assertThat(dead.path("state").asString()).isEqualTo("DEAD");
        assertThat(dead.path("deadReason").asString()).isEqualTo("attempts-exhausted");
        assertThat(dead.path("failure").path("message").asString()).contains("no luck");
        assertThat(dead.path("attempts")).hasSize(2);

        Client.Answer again = Client.post("/jobs/" + id + ":retry");
        assertThat(again.status()).isEqualTo(200);
        assertThat(Client.ended(id).text("state")).isEqualTo("SUCCEEDED");
        Client.Answer refused = Client.post("/jobs/" + id + ":retry");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void aJobThatWaitsCanBeChangedAndRunNow() {
        String id = Client.submitted("{\"task\":\"demo.echo\",\"args\":{\"value\":1}," + FAR + "}");

        Client.Answer changed =
                patch(id, "{\"args\":{\"value\":[2.0]},\"priority\":1,\"tags\":[\"" + tag + "\"],\"delay\":\"PT5H\"}");
        Client.Answer wrong = patch(id, "{\"args\":{},\"queue\":\"other\"}");
        Client.Answer run = Client.post("/jobs/" + id + ":run");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("state")).isEqualTo("SCHEDULED");
        assertThat(changed.json().path("priority").asInt()).isEqualTo(1);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.pointers()).contains("/queue");
        assertThat(run.status()).isEqualTo(200);
        assertThat(Client.ended(id).body()).contains("\"result\":[2.0]", tag);
        assertThat(patch(id, "{\"priority\":2}").text("state")).isEqualTo("SUCCEEDED");
        assertThat(Client.post("/jobs/" + id + ":run").status()).isEqualTo(409);
    }

    @Test
    void aDeadlineEndsAJobThatRuns() {
        String id =
                Client.submitted("{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"PT60S\"},\"deadline\":\"PT1S\"}");

        Client.Answer ended = Client.ended(id);
        assertThat(ended.text("state")).isEqualTo("DEAD");
        assertThat(ended.text("deadReason")).isEqualTo("deadline");
    }

    @Test
    void aJobThatIsNotStartedInTimeExpires() {
        String id = Client.submitted(
                "{\"task\":\"demo.noop\",\"runAt\":\"2020-01-01T00:00:00Z\",\"startBy\":\"2020-01-01T00:00:00Z\"}");

        Client.Answer ended = Client.ended(id);
        assertThat(ended.text("state")).isEqualTo("EXPIRED");
        assertThat(ended.text("startBy")).isEqualTo("2020-01-01T00:00:00.000Z");
        assertThat(ended.json().path("attempts")).isEmpty();
    }

    @Test
    void aJobThatWaitsOrRunsCanBeCancelled() {
        String waiting = Client.submitted("{\"task\":\"demo.noop\"," + FAR + "}");
        assertThat(Client.post("/jobs/" + waiting + ":cancel").text("state")).isEqualTo("CANCELLED");
        Client.Answer refused = Client.post("/jobs/" + waiting + ":cancel");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.isProblem()).isTrue();

        String running = Client.submitted("{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"PT60S\"}}");
        org.awaitility.Awaitility.await()
                .until(() -> Client.get("/jobs/" + running).text("state").equals("RUNNING"));
        assertThat(Client.post("/jobs/" + running + ":cancel")
                        .json()
                        .path("cancelRequested")
                        .asBoolean())
                .isTrue();
        assertThat(Client.ended(running).text("state")).isEqualTo("CANCELLED");
    }

    @Test
    void queuesCanBePausedAndResumed() {
        String queue = "it-" + UUID.randomUUID();
        Client.submitted("{\"task\":\"demo.noop\"," + FAR + ",\"queue\":\"" + queue + "\"}");

        JsonNode paused = Client.post("/queues/" + queue + ":pause").json();
        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(paused.path("pausedBy").asString()).isEqualTo("admin");
        String id = Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"" + queue + "\"}");
        assertThat(Client.get("/queues/" + queue)
                        .json()
                        .path("counts")
                        .path("READY")
                        .asInt())
                .isEqualTo(1);
        assertThat(Client.post("/queues/" + queue + ":resume")
                        .json()
                        .path("paused")
                        .asBoolean())
                .isFalse();
        assertThat(Client.ended(id).text("state")).isEqualTo("SUCCEEDED");
        assertThat(Client.get("/queues").body()).contains("\"" + queue + "\"");
    }

    private static Client.Answer patch(String id, String body) {
        return Client.send(Client.request("/jobs/" + id)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }
}
