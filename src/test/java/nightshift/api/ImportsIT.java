package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Taking files, and what can be asked of their imports. */
class ImportsIT extends ImportCalls {

    @Test
    void aFileIsTaken() {
        Client.Answer begun = csv(
                "task=demo.fail&queue=it-imports&name=a%20b.csv&priority=7&maxAttempts=3&tag=x&tag=y&partitions=2&columns="
                        + encoded("{\"Versuche\":\"times\",\"Notiz\":null}"),
                "Versuche,Notiz,message\r\n1,\"a\nb\",c\r\n2,,\r\n");

        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String id = begun.text("id");
        assertThat(begun.header("Location")).isEqualTo("/api/v1/imports/" + id);
        Client.Answer job = Client.get("/imports/" + id);
        assertThat(job.json().path("rows").asInt()).isEqualTo(2);
        assertThat(job.json().path("bytes").asInt()).isEqualTo(40);
        assertThat(job.json().path("partitions").size()).isEqualTo(2);
        assertThat(job.json().path("columns").toString()).isEqualTo("{\"Notiz\":null,\"Versuche\":\"times\"}");
        assertThat(job.text("name")).isEqualTo("a b.csv");
        assertThat(job.text("task") + job.text("queue") + job.text("format")).isEqualTo("demo.failit-importscsv");
        assertThat(job.text("createdBy")).isNotEmpty();
        assertThat(BULK.resolve("imports").resolve(id).resolve("source.csv")).exists();
        assertThat(Client.get("/imports?pageSize=1000").body()).contains(id);
        assertThat(Client.get("/jobs/" + id).text("task")).isEqualTo("nightshift.import");
        Client.Answer retried = Client.post("/jobs/" + id + ":retry");
        assertThat(retried.status()).isEqualTo(409);
        assertThat(retried.body()).contains("POST /api/v1/imports/" + id + ":restart");
    }

    @Test
    void aDryRunTellsAndKeepsNothing() {
        Client.Answer run = csv("task=demo.fail&dryRun=true&name=a.csv", "times,message\n1,a\nx,b\n");

        assertThat(run.status()).as(run.body()).isEqualTo(200);
        assertThat(run.body())
                .isEqualTo("{\"format\":\"csv\",\"name\":\"a.csv\",\"bytes\":22,\"rows\":2,\"checked\":2,\"valid\":1,"
                        + "\"rejected\":1,\"columns\":[{\"column\":\"times\",\"field\":\"times\",\"type\":\"number\"},"
                        + "{\"column\":\"message\",\"field\":\"message\",\"type\":\"string\"}],"
                        + "\"sample\":[{\"line\":2,\"args\":{\"times\":1,\"message\":\"a\"}}],\"rejects\":[{\"line\":3,\"column\":\"times\","
                        + "\"reason\":\"must be a number such as 1234.5\",\"row\":[\"x\",\"b\"]}]}");
        assertThat(files()).isEqualTo(before);
        assertThat(ndjson("task=demo.echo&dryRun=true", "{\"value\":1.0}\n")
                        .json()
                        .path("sample")
                        .toString())
                .isEqualTo("[{\"line\":1,\"args\":{\"value\":1.0}}]");
    }

    @Test
    void theMappingSaysTheTypeOfAColumn() {
        Client.Answer run = csv(
                "task=demo.echo&dryRun=true&columns=%7B%22v%22:%7B%22to%22:%22/value%22,%22type%22:%22json%22%7D%7D",
                "v,,\n\"{\"\"a\"\":1}\",,\n,,\n");

        assertThat(run.json().path("columns").toString())
                .as(run.body())
                .isEqualTo("[{\"column\":\"v\",\"field\":\"value\",\"type\":\"json\"},{\"column\":\"\",\"field\":null},"
                        + "{\"column\":\"\",\"field\":null}]");
        assertThat(run.json().path("sample").toString()).isEqualTo("[{\"line\":2,\"args\":{\"value\":{\"a\":1}}}]");
        assertThat(run.json().path("rows").asInt()).isEqualTo(1);
    }

    @Test
    void anImportStopsAndContinues() {
        assertThat(Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"bulk\"}"))
                .isNotEmpty();
        assertThat(Client.post("/queues/bulk:pause").status()).isEqualTo(200);
        String id;
        try {
            id = csv("task=demo.echo&queue=it-imports", "value\n" + "1\n".repeat(3_000))
                    .text("id");
            Client.Answer stopped = Client.post("/imports/" + id + ":stop");
            assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
            assertThat(stopped.text("state")).isEqualTo("STOPPED");
            Client.Answer again = Client.post("/imports/" + id + ":stop");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.isProblem()).isTrue();
            assertThat(again.text("state")).isEqualTo("STOPPED");
            assertThat(again.text("detail")).contains("STOPPED");
            Client.Answer restarted = Client.post("/imports/" + id + ":restart");
            assertThat(restarted.status()).as(restarted.body()).isEqualTo(200);
            assertThat(restarted.text("state")).isEqualTo("READY");
        } finally {
            Client.post("/queues/bulk:resume");
        }
        assertThat(Client.ended(id).text("state")).isEqualTo("SUCCEEDED");
        Client.Answer done = Client.get("/imports/" + id);
        assertThat(done.json().path("read").asInt()).isEqualTo(3_000);
        assertThat(done.json().path("submitted").asInt()).isEqualTo(3_000);
        assertThat(done.json().path("rejected").asInt()).isZero();
        assertThat(done.json().path("bytesRead").asLong())
                .isEqualTo(done.json().path("bytes").asLong());
        for (String call : List.of(":restart", ":stop")) {
            Client.Answer refused = Client.post("/imports/" + id + call);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("state")).isEqualTo("SUCCEEDED");
            assertThat(refused.text("detail")).contains("SUCCEEDED");
        }
    }

    @Test
    void rejectedRowsComeAsAFileOrInPages() {
        String rows = IntStream.rangeClosed(1, 25)
                .mapToObj(n -> "x,m" + n + "\n0,good\n")
                .collect(Collectors.joining());
        String id =
                csv("task=demo.fail&queue=it-imports", "times,message\n" + rows).text("id");
        assertThat(Client.ended(id).text("state")).isEqualTo("SUCCEEDED");

        Client.Answer file = Client.get("/imports/" + id + "/rejects");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"rejects-" + id + ".csv\"");
        assertThat(file.body())
                .startsWith("times,message,reject.line,reject.column,reject.reason\nx,m1,2,times,must be a number");
        assertThat(file.body().lines()).hasSize(26);
        List<String> messages = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Client.Answer page = rejects(id, "?pageSize=10", "application/json;charset=utf-8");
        while (true) {
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json()
                    .path("items")
                    .forEach(item -> messages.add(
                            item.path("line").asInt() + item.path("row").path(1).asString()));
            sizes.add(page.json().path("items").size());
            if (page.text("nextPageToken").isEmpty()) {
                break;
            }
            page = rejects(id, "?pageSize=10&pageToken=" + page.text("nextPageToken"), "application/json");
        }
        assertThat(sizes).containsExactly(10, 10, 5);
        assertThat(messages)
                .isEqualTo(IntStream.rangeClosed(1, 25)
                        .mapToObj(n -> 2 * n + "m" + n)
                        .toList());
        assertThat(rejects(id, "?pageToken=x", "application/json").pointers()).isEqualTo("?pageToken");
        assertThat(rejects(id, "", "application/json;q=0.1, text/csv").header("Content-Type"))
                .startsWith("text/csv");
        assertThat(rejects(id, "", "application/x-ndjson").status()).isEqualTo(406);
        assertThat(rejects(id, "", "application/x-ndjson").isProblem()).isTrue();
        assertThat(Client.get("/imports/" + id + "/rejects?pageSize=10").pointers())
                .isEqualTo("?pageSize");
    }

    private static Client.Answer rejects(String id, String query, String accept) {
        return Client.send(Client.request("/imports/" + id + "/rejects" + query)
                .header("Accept", accept)
                .GET());
    }

    @Test
    void aRequestWithAKeyIsRepeatable() {
        String key = UUID.randomUUID().toString();
        Client.Answer begun = keyed(key, "task=demo.echo&queue=it-imports", "value\n1\n");
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        before = files();

        Client.Answer again = keyed(key, "task=demo.echo&queue=it-imports", "value\n1\n");

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.text("id")).isEqualTo(begun.text("id"));
        assertThat(again.header("Location")).isEmpty();
        assertRefused(
                keyed(key, "task=demo.echo&queue=it-imports", "value\n2\n"), 422, "Idempotency-Key", begun.text("id"));
        assertRefused(keyed(key, "task=demo.echo&queue=other", "value\n1\n"), 422, "Idempotency-Key", begun.text("id"));
        assertRefused(keyed("a b", "task=demo.echo", "value\n1\n"), 400, "Idempotency-Key", "visible ASCII");
    }

    private static Client.Answer keyed(String key, String query, String file) {
        return Client.send(Client.request("/imports?" + query)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(file)));
    }

    @Test
    void whatIsNoImportIsNotFound() {
        String job = Client.submitted("{\"task\":\"demo.noop\"}");
        for (String id : new String[] {"x", "..", UUID.randomUUID().toString(), job}) {
            assertThat(Client.get("/imports/" + encoded(id)).status()).as(id).isEqualTo(404);
            assertThat(Client.post("/imports/" + encoded(id) + ":stop").status())
                    .as(id)
                    .isEqualTo(404);
            assertThat(Client.post("/imports/" + encoded(id) + ":restart").status())
                    .as(id)
                    .isEqualTo(404);
            assertThat(Client.get("/imports/" + encoded(id) + "/rejects").status())
                    .as(id)
                    .isEqualTo(404);
        }
        assertThat(Client.get("/imports?pageToken=x").pointers()).isEqualTo("?pageToken");
        assertThat(Client.get("/imports?pageSize=0").pointers()).isEqualTo("?pageSize");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
