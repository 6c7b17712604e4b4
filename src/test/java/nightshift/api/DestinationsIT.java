package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Breakers and limits of hosts over HTTP. */
class DestinationsIT {

    private final String name = "it-" + UUID.randomUUID() + ".example.com";
    private final String host = "/destinations/" + name;

    @Test
    void aHostThatNobodyCalledIsClosedAndHasNoLimits() {
        assertThat(Client.get(host).body())
                .isEqualTo("{\"host\":\"" + name + "\",\"state\":\"CLOSED\",\"waiting\":0,\"calls\":0,\"failures\":0}");
    }

    @Test
    void aPersonOpensABreakerForATimeAndClosesIt() {
        JsonNode open = open("{\"for\":\"PT10M\"}").json();

        assertThat(open.path("state").asString()).isEqualTo("OPEN");
        assertThat(open.path("cause").asString()).isEqualTo("MANUAL");
        assertThat(open.path("openedBy").asString()).isEqualTo("admin");
        assertThat(Duration.between(time(open, "since"), time(open, "until"))).isEqualTo(Duration.ofMinutes(10));
        assertThat(open).isEqualTo(Client.get(host).json());

        JsonNode endless = Client.post(host + ":open").json();
        assertThat(endless.path("state").asString()).isEqualTo("OPEN");
        assertThat(endless.has("until")).isFalse();
        JsonNode closed = Client.post(host + ":close").json();
        assertThat(closed.path("state").asString()).isEqualTo("CLOSED");
        assertThat(closed.has("cause") || closed.has("openedBy") || closed.has("until"))
                .isFalse();
        assertThat(Client.post(host + ":close").status()).isEqualTo(200);
    }

    @Test
    void aJobWaitsUntilTheBreakerIsClosedAndUsesNoAttempt() {
        open("{}");
        String id = Client.submitted("{\"task\":\"http.request\",\"args\":{\"url\":\"https://" + name + "/hook\"}}");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(Client.get(host).json().path("waiting").asInt())
                                .isEqualTo(1));
        JsonNode job = Client.get("/jobs/" + id).json();
        assertThat(job.path("state").asString()).isEqualTo("READY");
        assertThat(job.path("attempt").asInt()).isZero();
        JsonNode cause =
                Client.get("/jobs/" + id + ":explain").json().path("causes").path(0);
        assertThat(cause.path("cause").asString()).isEqualTo("BREAKER_OPEN");
        assertThat(cause.path("detail").asString()).contains(name, "admin");
        assertThat(cause.path("destination").asString()).isEqualTo(name);

        Client.post("/jobs/" + id + ":cancel");
        Client.post(host + ":close");
    }

    @Test
    void limitsAreSetChangedAndRemoved() {
        JsonNode limited = patch("{\"concurrency\":7,\"rateLimit\":{\"permits\":100,\"per\":\"PT1S\"}}")
                .json();
        assertThat(limited.path("running").asInt()).isZero();
        assertThat(limited.path("sources").toString()).isEqualTo("{\"/concurrency\":\"API\",\"/rateLimit\":\"API\"}");

        JsonNode changed =
                patch("{\"concurrency\":null,\"rateLimit\":{\"permits\":50}}").json();
        assertThat(changed.path("rateLimit").toString()).isEqualTo("{\"permits\":50,\"per\":\"PT1S\"}");
        assertThat(changed.has("concurrency") || changed.has("running")).isFalse();

        JsonNode removed = patch("{\"rateLimit\":null}").json();
        assertThat(removed.has("rateLimit") || removed.has("sources")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'concurrency':0}|422|/concurrency",
                "{'rateLimit':{'permits':5}}|422|/rateLimit/per",
                "{'state':'OPEN'}|422|/state",
                "{|400|"
            })
    void wrongLimitsAreNamedAndNothingChanges(String body, int status, String pointer) {
        Client.Answer answer = patch(body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(Client.get(host).json().has("sources")).isFalse();
    }

    @Test
    void aBodyThatIsNotJsonOpensNothing() {
        Client.Answer answer = Client.send(Client.request(host + ":open")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(Client.get(host).text("state")).isEqualTo("CLOSED");
    }

    @Test
    void aWrongTimeOpensNothing() {
        Client.Answer answer = open("{\"for\":\"P31D\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).isEqualTo("/for");
        assertThat(Client.get(host).text("state")).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9001, 127.0.0.1:9001",
        "127.0.0.1%3A9001, 127.0.0.1:9001",
        "%5B%3A%3A1%5D%3A9001, [::1]:9001",
        "a_b.example, a_b.example"
    })
    void aHostCanHaveAPortAndBeEncoded(String path, String meant) {
        Client.Answer opened = Client.send(Client.request("/destinations/" + path + ":open")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(opened.text("host")).isEqualTo(meant);
        assertThat(Client.get("/destinations/" + path).text("state")).isEqualTo("OPEN");
        assertThat(Client.post("/destinations/" + path + ":close").text("state"))
                .isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"API.example.com", "api.example.com:0", "a%20b", "user@api.example.com", "x:y"})
    void whatIsNoHostIsRefusedWithItsForm(String path) {
        Client.Answer answer = Client.get("/destinations/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).isEqualTo("host");
        assertThat(answer.body()).contains("must be a host in lower case");
    }

    @Test
    void pagesListHostsInOrderAndByState() {
        String prefix = "it-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            Client.post("/destinations/" + prefix + "-" + i + ".example.com:open");
        }
        List<String> seen = new ArrayList<>();
        String query = "?state=OPEN&pageSize=2";
        for (String token = ""; token != null; ) {
            JsonNode page = Client.get("/destinations" + query + token).json();
            page.path("items").forEach(item -> seen.add(item.path("host").asString()));
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.path("nextPageToken").asString()
                    : null;
        }
        assertThat(seen)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains(prefix + "-0.example.com", prefix + "-1.example.com", prefix + "-2.example.com");

        for (int i = 0; i < 3; i++) {
            Client.post("/destinations/" + prefix + "-" + i + ".example.com:close");
        }
        assertThat(Client.get("/destinations?state=OPEN&pageSize=1000").body()).doesNotContain(prefix);
    }

    @ParameterizedTest
    @CsvSource({"state=open, ?state", "pageSize=1001, ?pageSize", "pageToken=A%20B, ?pageToken", "host=x, ?host"})
    void wrongParametersAreNamed(String query, String pointer) {
        Client.Answer answer = Client.get("/destinations?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).isEqualTo(pointer);
    }

    private Client.Answer open(String body) {
        return Client.send(Client.request(host + ":open")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Client.Answer patch(String body) {
        return Client.send(Client.request(host)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static Instant time(JsonNode answer, String field) {
        return Instant.parse(answer.path(field).asString());
    }
}
