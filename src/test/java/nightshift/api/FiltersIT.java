package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import nightshift.api.Client.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersIT {

    private final String queue = "it-" + UUID.randomUUID();

    private String submit(String rest) {
        return Client.submitted("{\"queue\":\"" + queue + "\"," + rest + "}");
    }

    private static Answer list(String filter, String others) {
        return Client.get("/jobs?filter=" + URLEncoder.encode(filter, UTF_8) + others);
    }

    private static List<String> found(String filter, String others) {
        Answer answer = list(filter, others);
        assertThat(answer.status()).as("%s: %s", filter, answer.body()).isEqualTo(200);
        return answer.json()
                .get("items")
                .valueStream()
                .map(job -> job.get("id").asString())
                .toList();
    }

    @Test
    void aListIsNarrowedByEveryKindOfTerm() {
        String failed = submit("\"task\":\"demo.fail\",\"args\":{\"times\":9,\"message\":\"Connection reset by peer\"},"
                + "\"maxAttempts\":1,\"tags\":[\"tenant=7\",\"two words\"],\"key\":\"acme\",\"priority\":2");
        String later = submit("\"task\":\"demo.noop\",\"args\":{\"to\":\"ann@example.com\"},\"delay\":\"PT1H\"");
        String done = submit("\"task\":\"demo.noop\",\"tags\":[\"tenant=8\"]");
        Client.ended(failed);
        Client.ended(done);
        String ours = "queue:" + queue.substring(0, 30) + "* ";

        assertThat(found(ours, "")).containsExactly(done, later, failed);
        assertThat(found(ours + "state:DEAD,scheduled", "")).containsExactly(later, failed);
        assertThat(found(ours + "-state:dead", "")).containsExactly(done, later);
        assertThat(found(ours + "task:demo.*", "&state=DEAD")).containsExactly(failed);
        assertThat(found(ours + "state:dead", "&state=SUCCEEDED")).isEmpty();
        assertThat(found(ours, "&queue=other-" + queue)).isEmpty();
        assertThat(found(ours + "tag:tenant=*", "")).containsExactly(done, failed);
        assertThat(found(ours + "tag:tenant=* -tag:\"two words\"", "")).containsExactly(done);
        assertThat(found(ours + "key:acme", "")).containsExactly(failed);
        assertThat(found(ours + "-key:*", "")).containsExactly(done, later);
        assertThat(found(ours + "\"connection RESET\"", "")).containsExactly(failed);
        assertThat(found(ours + "error:connection", "")).containsExactly(failed);
        assertThat(found(ours + "args:ANN@example", "")).containsExactly(later);
        assertThat(found(ours + "ann@example", "")).containsExactly(later);
        assertThat(found(ours + "attempts>=1", "")).containsExactly(done, failed);
        assertThat(found(ours + "priority<3", "")).containsExactly(failed);
        assertThat(found(ours + "created>-1h ended>-1h", "")).containsExactly(done, failed);
        assertThat(found(ours + "created<-1h", "")).isEmpty();
        assertThat(found(later, "")).containsExactly(later);
        assertThat(found(ours + "id:" + later.substring(24).toUpperCase(java.util.Locale.ROOT), ""))
                .containsExactly(later);
        assertThat(found(ours + later.substring(28), "")).contains(later);
        assertThat(found(ours + "failure:0123456789abcdef", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | must have a term",
                "' ' | must have a term",
                "stat:dead | characters 1 to 9, stat:dead: there is no field",
                "queue:a state: | characters 9 to 14, state:: a value is missing",
                "state:failed | characters 7 to 12, failed: there is no such state. Did you mean dead?",
                "queue:a \"b | characters 9 to 10, \"b: the quote is not closed",
                "state:d* | characters 7 to 8, d*: a state is written without *",
                "queue:* | character 7, *: every job has this",
                "conn* | characters 1 to 5, conn*: text is found wherever it stands",
                "created>yesterday | characters 1 to 17, created>yesterday: a time is written as",
                "priority>11 | characters 1 to 11, priority>11: must compare with a whole number from 1 to 9",
                "failure:12 | characters 9 to 10, 12: a failure group is written as",
                "state:dead -state:dead | characters 12 to 22, -state:dead: with the other terms",
                "queue:a queue:b | characters 9 to 15, queue:b: a job has only one queue",
                "state:dead OR queue:a | characters 12 to 13, OR: all terms must hold",
            })
    void aBadTermIsNamedWithItsPlaceAndListsNothing(String filter, String detail) {
        Answer answer = list(filter, "&pageSize=1");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).isEqualTo("?filter");
        assertThat(answer.json().at("/errors/0/detail").asString()).contains(detail);
    }

    @Test
    void aFilterIsNotRepeatedNorTooLong() {
        assertThat(Client.get("/jobs?filter=a&filter=b").pointers()).isEqualTo("?filter");
        assertThat(list("a".repeat(2_001), "").pointers()).isEqualTo("?filter");
        assertThat(list("a ".repeat(51), "").pointers()).isEqualTo("?filter");
    }

    private static Answer export(String filter) {
        return Client.send(Client.request("/exports")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"format\":\"ndjson\",\"filter\":" + filter + "}")));
    }

    @Test
    void anExportHasTheJobsOfItsFilter() {
        String wanted = submit("\"task\":\"demo.noop\",\"tags\":[\"a b\"]");
        submit("\"task\":\"demo.noop\",\"tags\":[\"other\"]");
        Client.ended(wanted);
        String text = "queue:" + queue + " tag:\\\"a b\\\",x* state:Succeeded";
        String together = "{\"queue\":\"" + queue + "\",\"filter\":\"tag:\\\"a b\\\",x* state:Succeeded\"}";

        for (String filter : List.of("\"" + text + "\"", together)) {
            Answer begun = export(filter);
            assertThat(begun.status()).as(begun.body()).isEqualTo(202);
            String id = begun.text("id");
            assertThat(begun.json().at("/filter/filter").asString())
                    .isEqualTo("state:succeeded queue:" + queue + " tag:\"a b\",x*");
            assertThat(begun.json().get("filter").size()).isEqualTo(1);
            Client.ended(id);
            assertThat(Client.get("/exports/" + id + "/file").body())
                    .isEqualTo(Client.get("/jobs/" + wanted).body() + "\n");
        }
        String again = export("\"queue:" + queue + "\"").body();
        assertThat(Client.json(again).at("/filter/queue").asString()).isEqualTo(queue);
        assertThat(Client.json(again).at("/filter/filter").asString()).isEqualTo("queue:" + queue);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"\" | /filter",
                "\"stat:dead\" | /filter",
                "\"state:dead queue:\" | /filter",
                "{\"filter\":\"\"} | /filter/filter",
                "{\"queue\":\"a\",\"filter\":\"stat:dead\"} | /filter/filter",
                "{\"filter\":{\"queue\":\"a\"}} | /filter/filter",
                "7 | /filter",
                "[\"state:dead\"] | /filter",
                "null | /filter",
            })
    void noExportBeginsWithABadFilter(String filter, String pointer) {
        String before = Client.get("/exports?pageSize=1").body();

        Answer answer = export(filter);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.pointers()).isEqualTo(pointer);
        assertThat(Client.json(Client.get("/exports?pageSize=1").body()).at("/items/0/id"))
                .isEqualTo(Client.json(before).at("/items/0/id"));
    }

    @Test
    @Timeout(60)
    void aListenerHearsOfTheJobsOfItsFilter() throws IOException {
        HttpResponse<java.io.InputStream> response = Client.open(Client.request(
                        "/events?filter=" + URLEncoder.encode("state:succeeded queue:" + queue + "-a,nowhere", UTF_8))
                .header("Accept", "text/event-stream"));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            assertThat(in.readLine()).isEqualTo(": ping");
            Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"" + queue + "-b\"}");
            String id = Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"" + queue + "-a\"}");

            String first = in.lines()
                    .filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow();
            assertThat(first).contains(id, "SUCCEEDED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stat:dead", "tag:a", "state:dead created>-1h", "timeout"})
    void eventsRefuseWhatTheyDoNotHave(String filter) {
        Answer answer = Client.get("/events?filter=" + URLEncoder.encode(filter, UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).isEqualTo("?filter");
    }
}
