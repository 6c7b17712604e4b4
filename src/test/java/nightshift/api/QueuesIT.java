package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Settings of queues over HTTP, and what is done to a queue as a whole. */
class QueuesIT {

    private final String queue = "/queues/it-" + UUID.randomUUID();

    @Test
    void aQueueIsDeclaredChangedAndForgotten() {
        JsonNode declared = patch("{\"concurrency\":7,\"rateLimit\":{\"permits\":100,\"per\":\"PT1S\"},"
                        + "\"perKey\":{\"concurrency\":2},\"fair\":true,\"weights\":{\"a/b\":3},"
                        + "\"description\":\"Letters\",\"owner\":\"ann\"}")
                .json();
        assertThat(declared).isEqualTo(Client.get(queue).json());
        assertThat(declared.path("rateLimit").toString()).isEqualTo("{\"permits\":100,\"per\":\"PT1S\"}");
        assertThat(declared.at("/weights/a~1b").asInt()).isEqualTo(3);
        assertThat(declared.path("sources").path("/weights/a~1b").asString()).isEqualTo("API");

        JsonNode changed = patch(
                        "{\"rateLimit\":{\"permits\":50},\"perKey\":null,\"fair\":null,\"weights\":{\"a/b\":null}}")
                .json();
        assertThat(changed.path("rateLimit").toString()).isEqualTo("{\"permits\":50,\"per\":\"PT1S\"}");
        assertThat(changed.has("perKey") || changed.has("fair") || changed.has("weights"))
                .isFalse();
        assertThat(changed.path("concurrency").asInt()).isEqualTo(7);

        assertThat(Client.send(Client.request(queue).DELETE()).status()).isEqualTo(204);
        assertThat(Client.get(queue).status()).isEqualTo(404);
        assertThat(Client.send(Client.request(queue).DELETE()).status()).isEqualTo(404);
    }

    @Test
    void aQueueIsPausedBeforeItsFirstJobAndPurged() {
        assertThat(Client.post(queue + ":pause").json().path("paused").asBoolean())
                .isTrue();
        String name = queue.substring(8);
        for (int i = 0; i < 3; i++) {
            Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"" + name + "\",\"key\":\"k\"}");
        }
        Client.Answer refused = Client.send(Client.request(queue).DELETE());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("3 READY");

        assertThat(Client.post(queue + ":purge").body()).isEqualTo("{\"purged\":3}");

        assertThat(Client.send(Client.request(queue).DELETE()).status()).isEqualTo(204);
        assertThat(Client.post(queue + ":purge").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'concurrency':0}|422|/concurrency",
                "{'concurrency':'7'}|400|/concurrency",
                "{'concurrency':1.5}|400|/concurrency",
                "{'concurrency':100001}|422|/concurrency",
                "{'rateLimit':{'permits':5}}|422|/rateLimit/per",
                "{'rateLimit':{'per':'PT1S'}}|422|/rateLimit/permits",
                "{'rateLimit':{'permits':0,'per':'PT1S'}}|422|/rateLimit/permits",
                "{'rateLimit':{'permits':5,'per':'PT0.1S'}}|422|/rateLimit/per",
                "{'rateLimit':{'permits':5,'per':'1 s'}}|422|/rateLimit/per",
                "{'rateLimit':7}|400|/rateLimit",
                "{'perKey':{'rateLimit':{'permits':-1,'per':'PT1S'}}}|422|/perKey/rateLimit/permits",
                "{'perKey':{'most':1}}|422|/perKey/most",
                "{'fair':'yes'}|400|/fair",
                "{'weights':{'a':0}}|422|/weights/a",
                "{'weights':[]}|400|/weights",
                "{'description':''}|422|/description",
                "{'owner':7}|400|/owner",
                "{'retention':7}|400|/retention",
                "{'retention':{'READY':{'age':'P1D'}}}|422|/retention/READY",
                "{'retention':{'DEAD':{'age':'P3651D'}}}|422|/retention/DEAD/age",
                "{'retention':{'DEAD':{'age':'P1M'}}}|422|/retention/DEAD/age",
                "{'retention':{'EXPIRED':{'count':0}}}|422|/retention/EXPIRED/count",
                "{'retention':{'CANCELLED':{'most':1}}}|422|/retention/CANCELLED/most",
                "{'paused':true}|422|/paused",
                "[]|400|",
                "{|400|"
            })
    void wrongSettingsAreNamedAndNothingChanges(String body, int status, String pointer) {
        Client.Answer answer = patch(body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).contains(pointer == null ? "" : pointer);
        assertThat(Client.get(queue).status()).isEqualTo(404);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        patch("{\"rateLimit\":{\"permits\":5,\"per\":\"PT1S\"}}");

        Client.Answer answer = patch("{\"most\":1,\"concurrency\":0,\"rateLimit\":{\"per\":null},"
                + "\"retention\":{\"DEAD\":{\"count\":-1},\"LOST\":{}}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers())
                .contains("/most", "/concurrency", "/rateLimit/per", "/retention/DEAD/count", "/retention/LOST");
        assertThat(Client.get(queue).json().at("/rateLimit/per").asString()).isEqualTo("PT1S");
    }

    @Test
    void retentionIsSetChangedAndRemoved() {
        JsonNode set = patch(
                        "{\"retention\":{\"SUCCEEDED\":{\"age\":\"P1D\",\"count\":10000},\"DEAD\":{\"age\":\"P30D\"}}}")
                .json();
        assertThat(set).isEqualTo(Client.get(queue).json());
        assertThat(set.path("retention").toString())
                .isEqualTo("{\"SUCCEEDED\":{\"age\":\"PT24H\",\"count\":10000},\"DEAD\":{\"age\":\"PT720H\"}}");
        assertThat(set.path("sources").path("/retention/DEAD/age").asString()).isEqualTo("API");

        JsonNode changed = patch("{\"retention\":{\"SUCCEEDED\":{\"age\":null},\"DEAD\":null}}")
                .json();
        assertThat(changed.path("retention").toString()).isEqualTo("{\"SUCCEEDED\":{\"count\":10000}}");

        assertThat(patch("{\"retention\":null}").json().has("retention")).isFalse();
    }

    @Test
    void otherTypesAreRefused() {
        HttpRequest.Builder request = Client.request(queue)
                .header("Content-Type", "text/plain")
                .method("PATCH", BodyPublishers.ofString("{}"));

        assertThat(Client.send(request).status()).isEqualTo(415);
    }

    private Client.Answer patch(String body) {
        return Client.send(Client.request(queue)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }
}
