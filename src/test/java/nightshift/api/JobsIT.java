package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is read of jobs, and of the server that does them. */
class JobsIT {

    private static final String FAR = "\"delay\":\"PT10H\"";

    private final String tag = "it-" + UUID.randomUUID();

    @Test
    void waitingEndsWhenTheTimeIsOver() {
        String id = Client.submitted("{\"task\":\"demo.noop\"," + FAR + "}");

        Client.Answer answer = Client.get("/jobs/" + id + "?wait=PT0.2S");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("SCHEDULED");
    }

    @Test
    void listsAreFilteredAndPaged() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, Client.submitted("{\"task\":\"demo.noop\"," + FAR + ",\"tags\":[\"" + tag + "\"]}"));
        }
        List<String> listed = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = Client.get("/jobs?state=SCHEDULED&state=READY&task=demo.noop&queue=default&pageSize=2&tag="
                            + tag + token)
                    .json();
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            StreamSupport.stream(page.path("items").spliterator(), false).forEach(job -> {
                listed.add(job.path("id").asString());
                assertThat(job.has("args")).isFalse();
            });
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.path("nextPageToken").asString()
                    : "";
        } while (!token.isEmpty());

        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void aJobThatWaitsSaysWhy() {
        String queue = "it-" + UUID.randomUUID();
        Client.post("/queues/" + queue + ":pause");
        String id = Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"" + queue + "\"}");

        JsonNode waiting = Client.get("/jobs/" + id + ":explain").json();
        assertThat(waiting.path("jobId").asString()).isEqualTo(id);
        assertThat(waiting.path("state").asString()).isEqualTo("READY");
        assertThat(waiting.path("causes").get(0).path("cause").asString()).isEqualTo("QUEUE_PAUSED");
        assertThat(waiting.path("causes").get(0).path("detail").asString()).contains(queue, "by admin");

        Client.post("/queues/" + queue + ":resume");
        Client.ended(id);
        assertThat(Client.get("/jobs/" + id + ":explain")
                        .json()
                        .path("causes")
                        .get(0)
                        .path("cause")
                        .asString())
                .isEqualTo("ENDED");
        assertThat(Client.get("/jobs/" + UUID.randomUUID() + ":explain").status())
                .isEqualTo(404);
        assertThat(Client.get("/jobs/" + id + ":explain?why=1").pointers()).isEqualTo("?why");
    }

    @Test
    void tasksOfNightshiftItselfAreListedAsInternal() {
        assertThat(Client.get("/tasks")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(item -> item.path("internal").asBoolean())
                        .map(item -> item.path("name").asString()))
                .containsExactly(
                        "nightshift.export",
                        "nightshift.import",
                        "nightshift.import.partition",
                        "nightshift.operation");
    }

    @Test
    void theServerTellsOfItself() {
        assertThat(Client.get("/tasks").body()).contains("\"demo.echo\"", "\"argsSchema\":{");
        assertThat(Client.get("/workers")
                        .json()
                        .path("items")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("LIVE");
        assertThat(Client.get("/status").json().path("redis").path("state").asString())
                .isEqualTo("UP");
        await().untilAsserted(() -> assertThat(
                        Client.get("/status").json().path("desiredWorkers").asInt())
                .isPositive());
        assertThat(Client.get("/throughput?minutes=5").json().path("items")).hasSize(5);
    }
}
