package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import nightshift.api.Client.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ExportsIT {

    @Test
    void anExportIsBegunLookedAtAndFetched() {
        String tag = "tag-" + UUID.randomUUID();
        String id = Client.submitted("{\"task\":\"demo.echo\",\"args\":{\"value\": 1.0},\"tags\":[\"" + tag + "\"]}");
        Client.ended(id);

        Answer begun = begin("{\"format\":\"ndjson\",\"filter\":{\"tag\":\"" + tag + "\",\"state\":[\"SUCCEEDED\"]}}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String export = begun.text("id");
        assertThat(begun.header("Location")).isEqualTo("/api/v1/exports/" + export);
        JsonNode done = succeeded(export);

        assertThat(done.get("written").asInt()).isEqualTo(1);
        assertThat(done.get("read").asInt()).isBetween(1, done.get("total").asInt());
        assertThat(done.at("/filter/tag").asString()).isEqualTo(tag);
        assertThat(done.has("expiresAt")).isTrue();
        assertThat(done.get("createdBy").asString()).isNotEmpty();
        assertThat(done.get("file").asString()).isEqualTo("/api/v1/exports/" + export + "/file");
        Answer file = Client.get("/exports/" + export + "/file");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(Client.get("/jobs/" + id).body() + "\n");
        assertThat(file.header("Content-Type")).isEqualToIgnoringCase("application/x-ndjson;charset=utf-8");
        assertThat(file.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"nightshift-jobs-" + export + ".ndjson\"");
        assertThat(Client.get("/exports?pageSize=1000")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("id").asString()))
                .contains(export);
        assertThat(Client.ended(export).json().at("/result/written").asInt()).isEqualTo(1);
        assertThat(Client.post("/exports/" + export + ":restart").status()).isEqualTo(409);
        assertThat(Client.post("/exports/" + export + ":stop").status()).isEqualTo(409);
    }

    @Test
    void aFileComesInPartsToo() {
        Client.submitted("{\"task\":\"demo.noop\"}");
        String export = begin("{\"format\":\"csv\"}").text("id");
        succeeded(export);
        String path = "/exports/" + export + "/file";
        Answer whole = Client.get(path);
        String body = whole.body();
        String etag = whole.header("ETag");
        int length = body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        assertThat(body).startsWith("id,task,queue,state,").endsWith("\r\n");
        assertThat(whole.header("Content-Length")).isEqualTo(Integer.toString(length));
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");

        Answer part =
                Client.send(Client.request(path).header("Range", "bytes=3-13").GET());
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("task,queue,");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 3-13/" + length);
        assertThat(part.header("Content-Length")).isEqualTo("11");
        assertThat(Client.send(Client.request(path).header("Range", "bytes=-2").GET())
                        .body())
                .isEqualTo("\r\n");

        Answer behind = Client.send(
                Client.request(path).header("Range", "bytes=" + length + "-").GET());
        assertThat(behind.status()).isEqualTo(416);
        assertThat(behind.isProblem()).isTrue();
        assertThat(Client.send(Client.request(path)
                                .header("Range", "bytes=0-1")
                                .header("If-Range", etag)
                                .GET())
                        .status())
                .isEqualTo(206);
        assertThat(Client.send(Client.request(path)
                                .header("Range", "bytes=0-1")
                                .header("If-Range", "\"other\"")
                                .GET())
                        .status())
                .isEqualTo(200);
        assertThat(Client.send(Client.request(path)
                                .header("If-None-Match", etag)
                                .GET())
                        .status())
                .isEqualTo(304);
        Answer head = Client.send(Client.request(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(length));
        assertThat(head.header("ETag")).isEqualTo(etag);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                              | 422 | /format
            {"format":"xml"}                                | 422 | /format
            {"format":7}                                    | 400 | /format
            {"format":"csv","filter":{"state":["GONE"]}}    | 422 | /filter/state/0
            {"format":"csv","filter":{"state":"DEAD"}}      | 400 | /filter/state
            {"format":"csv","filter":{"colour":"red"}}      | 422 | /filter/colour
            {"format":"csv","filter":{"queue":"a b"}}       | 422 | /filter/queue
            {"format":"csv","filter":{"createdAfter":"x"}}  | 422 | /filter/createdAfter
            {"format":"csv","more":1}                       | 422 | /more
            """)
    void whatIsWrongIsNamed(String body, int status, String pointer) {
        Answer answer = begin(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).isEqualTo(pointer);
    }

    @Test
    void whatIsNoExportIsNotFound() {
        String job = Client.submitted("{\"task\":\"demo.noop\"}");
        for (String id : new String[] {job, UUID.randomUUID().toString(), "x"}) {
            assertThat(Client.get("/exports/" + id).status()).isEqualTo(404);
            assertThat(Client.get("/exports/" + id + "/file").status()).isEqualTo(404);
            assertThat(Client.post("/exports/" + id + ":stop").status()).isEqualTo(404);
            assertThat(Client.post("/exports/" + id + ":restart").status()).isEqualTo(404);
        }
        assertThat(Client.get("/exports?pageToken=x").status()).isEqualTo(400);
    }

    @Test
    void anExportThatWaitsIsStoppedAndSentAgain() {
        assertThat(Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"bulk\"}"))
                .isNotEmpty();
        assertThat(Client.post("/queues/bulk:pause").status()).isEqualTo(200);
        String export;
        try {
            export = begin("{\"format\":\"ndjson\"}").text("id");
            assertThat(Client.get("/exports/" + export + "/file").status()).isEqualTo(404);
            assertThat(Client.post("/exports/" + export + ":stop").text("state"))
                    .isEqualTo("STOPPED");
            Answer again = Client.post("/exports/" + export + ":stop");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.text("state")).isEqualTo("STOPPED");
            assertThat(again.text("detail")).contains("STOPPED").doesNotContain("CANCELLED");
            assertThat(Client.post("/exports/" + export + ":restart").text("state"))
                    .isEqualTo("READY");
        } finally {
            Client.post("/queues/bulk:resume");
        }
        succeeded(export);
    }

    private static Answer begin(String body) {
        return Client.send(Client.request("/exports")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode succeeded(String export) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Client.get("/exports/" + export).text("state").equals("SUCCEEDED"));
        return Client.get("/exports/" + export).json();
    }
}
