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

class OperationsIT {

    private final String tag = "tag-" + UUID.randomUUID();

    @Test
    void deadJobsAreSentAgain() {
        String first = dead();
        String second = dead();
        JsonNode preview = preview("retry", "\"state\":[\"DEAD\"],");
        assertThat(preview.get("applies").asInt()).isEqualTo(2);
        assertThat(preview.get("complete").asBoolean()).isTrue();
        assertThat(preview.at("/byState/0/state").asString()).isEqualTo("DEAD");
        assertThat(preview.get("sample")).hasSize(2);
        assertThat(Client.get("/jobs/" + first).text("state")).isEqualTo("DEAD");

        Answer begun = begin("{\"action\":\"retry\",\"filter\":{\"state\":[\"DEAD\"],\"tag\":\"" + tag + "\"}}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String id = begun.text("id");
        assertThat(begun.header("Location")).isEqualTo("/api/v1/operations/" + id);
        JsonNode done = ended(id);

        assertThat(done.get("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(done.get("done").asInt()).isEqualTo(2);
        assertThat(done.get("phase").asString()).isEqualTo("ended");
        assertThat(done.at("/filter/tag").asString()).isEqualTo(tag);
        assertThat(done.get("createdBy").asString()).isNotEmpty();
        for (String job : new String[] {first, second}) {
            await().until(() -> Client.get("/jobs/" + job).text("state").equals("DEAD"));
            assertThat(Client.get("/jobs/" + job).json().get("attempt").asInt()).isEqualTo(2);
        }
        assertThat(Client.get("/operations?pageSize=1000")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("id").asString()))
                .contains(id);
        assertThat(Client.post("/operations/" + id + ":cancel").status()).isEqualTo(409);
        assertThat(Client.post("/jobs/" + id + ":retry").status()).isEqualTo(409);
    }

    @Test
    void aCanaryStopsAnOperationWhoseJobsFailAgain() {
        for (int i = 0; i < 5; i++) {
            dead();
        }

        JsonNode end = ended(begin("{\"action\":\"retry\",\"filter\":{\"tag\":\"" + tag
                        + "\"},\"canary\":{\"first\":2,\"stopAtFailureRatio\":0.4}}")
                .text("id"));

        assertThat(end.get("state").asString()).isEqualTo("STOPPED");
        assertThat(end.get("stoppedBy").asString()).isEqualTo("canary-failed");
        assertThat(end.get("done").asInt()).isEqualTo(2);
        assertThat(end.at("/canary/tried").asInt()).isEqualTo(2);
        assertThat(end.at("/canary/failed").asInt()).isBetween(1, 2);
    }

    @Test
    void anOperationIsCanceledAndLeavesItsReport() {
        String job = waiting();
        waiting();
        waiting();
        String id = begin("{\"action\":\"reprioritize\",\"priority\":1,\"ratePerSecond\":1,\"filter\":{\"tag\":\"" + tag
                        + "\"}}")
                .text("id");
        await().until(() -> Client.get("/operations/" + id).json().get("done").asInt() > 0);

        assertThat(Client.post("/operations/" + id + ":cancel").status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> Client.get("/operations/" + id).text("state").equals("CANCELLED"));
        assertThat(Client.get("/operations/" + id).json().get("done").asInt()).isBetween(1, 2);
        assertThat(Client.get("/jobs/" + job).json().get("priority").asInt()).isEqualTo(1);
    }

    @Test
    void jobsAreMovedDeletedAndCanceled() {
        String job = waiting();
        JsonNode moved =
                ended(begin("{\"action\":\"move\",\"queue\":\"elsewhere\",\"filter\":{\"tag\":\"" + tag + "\"}}")
                        .text("id"));
        assertThat(moved.get("done").asInt()).isEqualTo(1);
        assertThat(Client.get("/jobs/" + job).text("queue")).isEqualTo("elsewhere");

        assertThat(ended(begin("{\"action\":\"cancel\",\"filter\":{\"tag\":\"" + tag + "\"}}")
                                .text("id"))
                        .get("done")
                        .asInt())
                .isEqualTo(1);
        assertThat(Client.get("/jobs/" + job).text("state")).isEqualTo("CANCELLED");
        JsonNode again = ended(begin("{\"action\":\"cancel\",\"filter\":{\"tag\":\"" + tag + "\"}}")
                .text("id"));
        assertThat(again.at("/skipped/0/reason").asString()).isEqualTo("state");
        assertThat(again.at("/skipped/0/sample/0").asString()).isEqualTo(job);

        ended(begin("{\"action\":\"delete\",\"filter\":{\"tag\":\"" + tag + "\"}}")
                .text("id"));
        assertThat(Client.get("/jobs/" + job).status()).isEqualTo(404);
    }

    @Test
    void theSameRequestBeginsOneOperation() {
        String body = "{\"action\":\"cancel\",\"filter\":{\"tag\":\"" + tag + "\"}}";
        Answer first = begin(body, tag);
        Answer second = begin(body, tag);
        Answer other = begin(body.replace("cancel", "delete"), tag);

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.pointers()).isEqualTo("Idempotency-Key");
    }

    @Test
    void aJobIsSentAgainWithOtherArgs() {
        String job = Client.submitted(
                "{\"task\":\"demo.fail\",\"args\":{\"times\":9,\"message\":\"no\"},\"maxAttempts\":1}");
        Client.ended(job);

        assertThat(retry(job, "{\"args\":{\"times\":\"many\"}}").pointers()).startsWith("/args");
        assertThat(retry(job, "{\"queue\":\"x\"}").pointers()).isEqualTo("/queue");
        assertThat(Client.get("/jobs/" + job).text("state")).isEqualTo("DEAD");
        Answer again = retry(job, "{\"args\":{\"times\":0,\"message\":\"yes\"}}");

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        JsonNode end = Client.ended(job).json();
        assertThat(end.get("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(end.at("/args/message").asString()).isEqualTo("yes");
        assertThat(end.get("attempts")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                       | 422 | /action /filter
            {"action":"retry"}                                                       | 422 | /filter
            {"action":"retry","filter":{}}                                           | 400 | /filter
            {"action":"retry","filter":{"state":[]}}                                 | 400 | /filter
            {"action":"retry","filter":""}                                           | 400 | /filter
            {"action":"retry","filter":"color:red"}                                  | 400 | /filter
            {"action":"retry","failure":"1234"}                                      | 422 | /failure
            {"action":"burn","filter":{"queue":"a"}}                                 | 422 | /action
            {"action":7,"filter":{"queue":"a"}}                                      | 400 | /action
            {"action":"retry","filter":{"color":"red"}}                              | 422 | /filter/color
            {"action":"retry","filter":{"queue":"a b"}}                              | 422 | /filter/queue
            {"action":"retry","filter":{"queue":"a"},"more":1}                       | 422 | /more
            {"action":"retry","filter":{"queue":"a"},"ratePerSecond":0}              | 422 | /ratePerSecond
            {"action":"retry","filter":{"queue":"a"},"ratePerSecond":100001}         | 422 | /ratePerSecond
            {"action":"retry","filter":{"queue":"a"},"ratePerSecond":1.5}            | 400 | /ratePerSecond
            {"action":"retry","filter":{"queue":"a"},"canary":{}}                    | 422 | /canary/first
            {"action":"retry","filter":{"queue":"a"},"canary":{"first":0}}           | 422 | /canary/first
            {"action":"retry","filter":{"queue":"a"},"canary":{"first":1,"x":1}}     | 422 | /canary/x
            {"action":"retry","filter":{"queue":"a"},"canary":7}                     | 400 | /canary
            {"action":"retry","filter":{"queue":"a"},"stopAtFailureRatio":1.1}       | 422 | /stopAtFailureRatio
            {"action":"cancel","filter":{"queue":"a"},"stopAtFailureRatio":0.1}      | 422 | /stopAtFailureRatio
            {"action":"cancel","filter":{"queue":"a"},"canary":{"first":1}}          | 422 | /canary
            {"action":"reprioritize","filter":{"queue":"a"}}                         | 422 | /priority
            {"action":"reprioritize","filter":{"queue":"a"},"priority":10}           | 422 | /priority
            {"action":"move","filter":{"queue":"a"}}                                 | 422 | /queue
            {"action":"move","filter":{"queue":"a"},"queue":"b c"}                   | 422 | /queue
            {"action":"cancel","filter":{"queue":"a"},"queue":"b"}                   | 422 | /queue
            {"action":"cancel","filter":{"queue":"a"},"validateOnly":"yes"}          | 400 | /validateOnly
            """)
    void whatIsWrongIsNamed(String body, int status, String pointers) {
        Answer answer = begin(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).isEqualTo(pointers);
    }

    @Test
    void whatIsNoOperationIsNotFound() {
        String job = Client.submitted("{\"task\":\"demo.noop\"}");
        for (String id : new String[] {job, UUID.randomUUID().toString(), "x"}) {
            assertThat(Client.get("/operations/" + id).status()).isEqualTo(404);
            assertThat(Client.post("/operations/" + id + ":cancel").status()).isEqualTo(404);
        }
        assertThat(Client.get("/operations?pageToken=x").status()).isEqualTo(400);
    }

    private String dead() {
        String id = Client.submitted(
                "{\"task\":\"demo.fail\",\"args\":{\"times\":9,\"message\":\"no\"},\"maxAttempts\":1,\"tags\":[\"" + tag
                        + "\"]}");
        Client.ended(id);
        return id;
    }

    private String waiting() {
        return Client.submitted("{\"task\":\"demo.noop\",\"delay\":\"P1D\",\"tags\":[\"" + tag + "\"]}");
    }

    private JsonNode preview(String action, String more) {
        Answer answer = begin("{\"action\":\"" + action + "\",\"filter\":{" + more + "\"tag\":\"" + tag
                + "\"},\"validateOnly\":true}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Answer begin(String body) {
        return begin(body, UUID.randomUUID().toString());
    }

    private static Answer begin(String body, String key) {
        return Client.send(Client.request("/operations")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private static Answer retry(String job, String body) {
        return Client.send(Client.request("/jobs/" + job + ":retry")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode ended(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Client.get("/operations/" + id).json().has("endedAt"));
        return Client.get("/operations/" + id).json();
    }
}
