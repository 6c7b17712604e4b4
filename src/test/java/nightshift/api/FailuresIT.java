package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Failure groups over HTTP. */
class FailuresIT {

    private final String queue = "it-" + UUID.randomUUID();
    /** Without digits, which would be replaced. */
    private final String cause =
            "broken " + UUID.randomUUID().toString().replaceAll("[0-9-]", "x").replaceAll("[a-f]", "y")
                    + IntStream.range(0, 12)
                            .map(i -> 'g' + (int) (Math.random() * 15))
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);

    @Test
    void jobsThatFailBecauseOfOneCauseAreAGroup() {
        String dead = failing(1, cause, "[]");
        failing(5, cause, "[]");
        JsonNode group = group(2);

        assertThat(group.path("task").asString()).isEqualTo("demo.fail");
        assertThat(group.path("message").asString()).isEqualTo(cause);
        assertThat(group.path("title").asString()).endsWith(cause);
        assertThat(group.path("dead").asInt()).isEqualTo(1);
        assertThat(group.path("retrying").asInt()).isEqualTo(1);
        assertThat(group.path("sampleJob").asString()).isEqualTo(dead);
        assertThat(group.path("perHour")).hasSize(24);
        assertThat(group.path("queues").toString()).isEqualTo("[{\"queue\":\"" + queue + "\",\"count\":2}]");
        String fingerprint = group.path("fingerprint").asString();
        assertThat(Client.get("/jobs/" + dead).json().path("failureGroup").asString())
                .isEqualTo(fingerprint);
        JsonNode jobs = Client.get("/jobs?failure=" + fingerprint + "&state=DEAD")
                .json()
                .path("items");
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).path("id").asString()).isEqualTo(dead);
        assertThat(jobs.get(0).path("failureGroup").asString()).isEqualTo(fingerprint);

        Client.post("/jobs/" + dead + ":retry");
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                Client.get("/jobs/" + dead).json().path("state").asString())
                        .isEqualTo("SUCCEEDED"));
        assertThat(Client.get("/failures/" + fingerprint).json().path("dead").asInt())
                .isZero();
        assertThat(Client.get("/jobs/" + dead).json().has("failureGroup")).isFalse();
    }

    @Test
    void aGroupSaysWhatItsJobsHaveInCommon() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean affected = i % 5 == 0;
            lines.add("{\"task\":\"demo.fail\",\"queue\":\"" + queue + "\",\"maxAttempts\":1,\"tags\":[\"lane-" + i % 7
                    + "\",\"region-" + (affected ? "eu" : "us-" + i % 3) + "\"],\"args\":{\"times\":"
                    + (affected ? 1 : 0)
                    + ",\"message\":\"" + cause + "\"}}");
        }
        Client.send(Client.request("/jobs:batchCreate")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines))));
        String fingerprint = group(60).path("fingerprint").asString();
        Awaitility.await()
                .untilAsserted(() -> assertThat(Client.get("/queues/" + queue)
                                .json()
                                .path("counts")
                                .path("SUCCEEDED")
                                .asInt())
                        .isEqualTo(240));

        JsonNode common = Client.get("/failures/" + fingerprint).json().path("common");

        assertThat(common.path("failed").asInt()).isEqualTo(60);
        assertThat(common.path("succeeded").asInt()).isGreaterThanOrEqualTo(240);
        JsonNode first = common.path("items").path(0);
        List<String> said =
                new ArrayList<>(List.of(first.path("trait").path("value").asString()));
        first.path("also").forEach(also -> said.add(also.path("value").asString()));
        assertThat(said).contains("region-eu");
        assertThat(first.path("share").asDouble()).isEqualTo(1);
        assertThat(first.path("successShare").asDouble()).isLessThan(0.05);
        JsonNode alone =
                Client.get("/failures/" + fingerprint + "?common=false").json();
        assertThat(alone.path("dead").asInt()).isEqualTo(60);
        assertThat(alone.has("common")).isFalse();
        assertThat(Client.get("/failures/" + fingerprint + "?common=no").pointers())
                .isEqualTo("?common");
    }

    @Test
    void aGroupIsMutedUntilAnEnd() {
        failing(1, cause, "[]");
        String path = "/failures/" + group(1).path("fingerprint").asString();
        Instant until = Instant.now().plus(Duration.ofHours(1));

        JsonNode muted =
                mute(path, "{\"reason\":\"known\",\"until\":\"" + until + "\"}").json();

        assertThat(muted.path("muted").path("reason").asString()).isEqualTo("known");
        assertThat(muted.path("muted").path("by").asString()).isEqualTo("admin");
        assertThat(Client.get("/failures?muted=false&queue=" + queue).json().path("items"))
                .isEmpty();
        assertThat(Client.post(path + ":unmute").json().has("muted")).isFalse();
        assertThat(Client.get("/failures?muted=false&queue=" + queue).json().path("items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'until':'2999-01-01T00:00:00Z','reason':'x'}|422|/until",
                "{'until':'2001-01-01T00:00:00Z','reason':'x'}|422|/until",
                "{'until':'soon','reason':'x'}|422|/until",
                "{'reason':'x'}|422|/until",
                "{}|422|/reason /until",
                "{'reason':'','until':'2999-01-01T00:00:00Z'}|422|/reason",
                "{'reason':'x','until':'2999-01-01T00:00:00Z','by':'me'}|422|/by",
                "{|400|"
            })
    void aWrongMuteIsNamedAndChangesNothing(String body, int status, String pointers) {
        failing(1, cause, "[]");
        String path = "/failures/" + group(1).path("fingerprint").asString();

        Client.Answer answer = mute(path, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).isEqualTo(pointers == null ? "" : pointers);
        assertThat(Client.get(path).json().has("muted")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/failures?state=READY, ?state",
        "/failures?sort=name, ?sort",
        "/failures?muted=maybe, ?muted",
        "/failures?pageToken=x, ?pageToken",
        "/failures?fingerprint=x, ?fingerprint",
        "/jobs?failure=x, ?failure"
    })
    void aWrongListIsRefused(String path, String pointer) {
        Client.Answer answer = Client.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).isEqualTo(pointer);
    }

    @Test
    void aGroupThatIsNotThereIsNotFound() {
        for (String name : List.of("0123456789abcdef", "x", "0123456789ABCDEF")) {
            assertThat(Client.get("/failures/" + name).status()).isEqualTo(404);
            assertThat(Client.post("/failures/" + name + ":unmute").status()).isEqualTo(404);
        }
    }

    private static Client.Answer mute(String path, String body) {
        return Client.send(Client.request(path + ":mute")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private String failing(int times, String message, String tags) {
        return Client.submitted(
                "{\"task\":\"demo.fail\",\"queue\":\"" + queue + "\",\"maxAttempts\":" + (times > 1 ? 5 : 1)
                        + ",\"tags\":" + tags + ",\"retry\":{\"initial\":\"PT1H\"},\"args\":{\"times\":" + times
                        + ",\"message\":\""
                        + message + "\"}}");
    }

    /** The group of this test, once it has so many jobs. */
    private JsonNode group(int jobs) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> Client.get("/failures?queue=" + queue)
                                .json()
                                .path("items")
                                .path(0),
                        group -> group.path("count").asInt() == jobs);
    }
}
