package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a unique key means for the next job that has it. */
class UniqueKeysIT {

    private static final String FAR = "\"delay\":\"PT10H\"";

    private final String tag = "it-" + UUID.randomUUID();

    @Test
    void aUniqueKeyBelongsToOneLiveJob() {
        String job = "{\"task\":\"demo.noop\"," + FAR + ",\"uniqueKey\":\"" + tag + "\"";
        Client.Answer first = Client.submit(job + "}");
        Client.Answer refused = Client.submit(job + "}");
        Client.Answer returned = Client.submit(job + ",\"onConflict\":\"RETURN\"}");

        assertThat(first.text("uniqueKey")).isEqualTo(tag);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("jobId")).isEqualTo(first.text("id"));
        assertThat(refused.text("state")).isEqualTo("SCHEDULED");
        assertThat(returned.status()).isEqualTo(200);
        assertThat(returned.text("id")).isEqualTo(first.text("id"));

        Client.post("/jobs/" + first.text("id") + ":cancel");
        assertThat(Client.submit(job + "}").status()).isEqualTo(201);
    }

    @Test
    void aRunFollowsTheOneThatHasTheKey() {
        String job =
                "{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"PT60S\"},\"onConflict\":\"AFTER\",\"uniqueKey\":\""
                        + tag;
        String first = Client.submitted(job + "\"}");
        await().until(() -> Client.get("/jobs/" + first).text("state").equals("RUNNING"));

        Client.Answer next = Client.submit(job + "\"}");
        Client.Answer replaced = Client.submit(job.replace("PT60S", "PT0S") + "\"}");
        Client.post("/jobs/" + first + ":cancel");

        assertThat(next.status()).isEqualTo(201);
        assertThat(next.text("state")).isEqualTo("BLOCKED");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("id")).isEqualTo(next.text("id"));
        assertThat(Client.ended(next.text("id")).text("state")).isEqualTo("SUCCEEDED");
    }
}
