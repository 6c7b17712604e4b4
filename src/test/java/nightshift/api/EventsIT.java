package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import nightshift.support.DescribedAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsIT {

    private final String queue = "it-" + UUID.randomUUID();

    /** One event. */
    private record Heard(String id, String type, String data) {}

    private static BufferedReader listen(HttpRequest.Builder request) throws IOException {
        HttpResponse<InputStream> response = Client.open(request.header("Accept", "text/event-stream"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
        assertThat(reader.readLine()).isEqualTo(": ping");
        return reader;
    }

    private static Heard next(BufferedReader in) throws IOException {
        String id = "";
        String type = "";
        String data = "";
        for (String line = in.readLine(); !line.isEmpty() || type.isEmpty(); line = in.readLine()) {
            id = line.startsWith("id: ") ? line.substring(4) : id;
            type = line.startsWith("event: ") ? line.substring(7) : type;
            data = line.startsWith("data: ") ? line.substring(6) : data;
        }
        DescribedAnswers.checkEvent(type, data);
        return new Heard(id, type, data);
    }

    private String submit() {
        return Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"" + queue + "\"}");
    }

    @Test
    void noProxyHoldsEventsBack() throws IOException {
        var answer = Client.open(Client.request("/events?queue=" + queue));
        answer.body().close();

        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
    }

    @Test
    void aListenerHearsWhatHappensToItsQueue() throws IOException {
        try (BufferedReader in = listen(Client.request("/events?queue=" + queue))) {
            String id = submit();

            for (String state : new String[] {"READY", "RUNNING", "SUCCEEDED"}) {
                Heard heard = next(in);
                assertThat(heard.type()).isEqualTo("job");
                assertThat(heard.data())
                        .isEqualTo("{\"id\":\"" + id + "\",\"state\":\"" + state + "\",\"queue\":\"" + queue
                                + "\",\"task\":\"demo.noop\"}");
            }
            Client.post("/queues/" + queue + ":pause");
            assertThat(next(in).data()).isEqualTo("{\"name\":\"" + queue + "\",\"paused\":true}");
        }
    }

    @Test
    void aListenerThatComesBackHearsWhatItMissed() throws IOException {
        String place;
        try (BufferedReader in = listen(Client.request("/events?queue=" + queue))) {
            submit();
            next(in);
            next(in);
            place = next(in).id();
        }
        String missed = submit();
        Client.ended(missed);
        try (BufferedReader in =
                listen(Client.request("/events?types=job&queue=" + queue).header("Last-Event-ID", place))) {
            assertThat(next(in).data()).contains(missed, "READY");
        }
    }

    @Test
    void aPlaceThatNeverWasIsAReset() throws IOException {
        try (BufferedReader in = listen(Client.request("/events?queue=" + queue).header("Last-Event-ID", "nonsense"))) {
            assertThat(next(in)).isEqualTo(new Heard("", "reset", "{}"));
        }
    }

    @Test
    void inABusyMomentTheRestIsCounted() throws IOException {
        try (BufferedReader in = listen(Client.request("/events?queue=" + queue))) {
            String lines = ("{\"task\":\"demo.noop\",\"queue\":\"" + queue + "\",\"delay\":\"PT10H\"}\n").repeat(5000);
            Client.send(Client.request("/jobs:batchCreate")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(lines)));

            Heard heard = next(in);
            while (!heard.type().equals("skipped")) {
                heard = next(in);
            }
            assertThat(Client.json(heard.data()).path("jobs").asInt()).isPositive();
        }
    }
}
