package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulesIT {

    private final String name = "s-" + UUID.randomUUID();

    private Client.Answer put(String query, String json) {
        return Client.send(Client.request("/schedules/" + name + query)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    private Client.Answer delete() {
        return Client.send(Client.request("/schedules/" + name).DELETE());
    }

    @AfterEach
    void remove() {
        delete();
    }

    @Test
    void aScheduleFromItsFirstToItsLastDay() {
        Client.Answer made =
                put("", "{'cron':'30 2 * * *','timeZone':'Europe/Berlin','task':'demo.echo','args':{'value':1.0}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/schedules/" + name);
        assertThat(made.text("words")).isEqualTo("at 02:30 every day, Europe/Berlin time");
        assertThat(made.body()).contains("{\"value\":1.0}");
        assertThat(made.text("state")).isEqualTo("ACTIVE");

        Client.Answer changed = put("", "{'every':'PT1H','task':'demo.noop'}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(Client.get("/schedules/" + name).body()).isEqualTo(changed.body());
        assertThat(Client.get("/schedules?pageSize=1000").body()).contains(name);
        assertThat(Client.get("/schedules/" + name + "/runs?next=3").json().at("/next"))
                .hasSize(3);

        assertThat(Client.post("/schedules/" + name + ":pause").text("state")).isEqualTo("PAUSED");
        Client.Answer run = Client.post("/schedules/" + name + ":run");
        assertThat(Client.ended(run.text("job")).text("schedule")).isEqualTo(name);
        assertThat(Client.get("/schedules/" + name + "/runs?last=5")
                        .json()
                        .at("/last/0/kind")
                        .asString())
                .isEqualTo("MANUAL");
        assertThat(Client.post("/schedules/" + name + ":resume").text("state")).isEqualTo("ACTIVE");

        assertThat(delete().status()).isEqualTo(204);
        assertThat(delete().status()).isEqualTo(404);
        for (String call : new String[] {"", "/runs"}) {
            assertThat(Client.get("/schedules/" + name + call).status()).isEqualTo(404);
        }
        for (String call : new String[] {":pause", ":resume", ":run"}) {
            assertThat(Client.post("/schedules/" + name + call).status()).isEqualTo(404);
        }
    }

    @Test
    void aScheduleRuns() {
        put("", "{'every':'PT1S','task':'demo.noop','overlap':'ALLOW'}");

        await().until(() -> Client.get("/schedules/" + name + "/runs?last=100")
                        .json()
                        .at("/last")
                        .size()
                >= 2);

        assertThat(Client.get("/schedules/" + name + "/runs?last=1")
                        .json()
                        .at("/last/0/kind")
                        .asString())
                .isEqualTo("PLANNED");
    }

    @Test
    void aDryRunStoresNothing() {
        Client.Answer preview = put("?validateOnly=true", "{'cron':'0 9 * * MON-FRI','task':'demo.noop'}");

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.text("words")).isEqualTo("at 09:00 on Monday to Friday, UTC");
        assertThat(preview.json().at("/next")).hasSize(10);
        assertThat(Instant.parse(preview.json().at("/next/0/plannedAt").asString()))
                .isAfter(Instant.now());
        assertThat(Client.get("/schedules/" + name).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsNamed() {
        Client.Answer refused = put("", "{'cron':'0 0 30 2 *','timeZone':'Mars/X','task':'no.such','every':'PT0S'}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.isProblem()).isTrue();
        assertThat(refused.pointers()).contains("/timeZone", "/task", "/every");

        Client.Answer name = Client.send(Client.request("/schedules/" + "n".repeat(101))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"cron\":\"@daily\",\"task\":\"demo.noop\"}")));
        assertThat(name.status()).isEqualTo(422);
        assertThat(Client.get("/schedules/x/runs?next=0").status()).isEqualTo(400);
        assertThat(Client.get("/schedules?pageToken=*").status()).isEqualTo(400);
    }
}
