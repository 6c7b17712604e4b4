package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectivesIT {

    @Test
    void sayWhichSettingIsMissingWithoutPrometheus() {
        Client.Answer answer = Client.get("/objectives");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("items").isEmpty()).isTrue();
        assertThat(answer.json().at("/source/state").asString()).isEqualTo("NOT_CONFIGURED");
        assertThat(answer.json().at("/source/detail").asString()).contains("NIGHTSHIFT_PROMETHEUS_URL");
    }

    @Test
    void areLinkedToNoGrafanaThatIsNotThere() {
        assertThat(Client.get("/status").json().path("links").toString()).isEqualTo("{}");
    }
}
