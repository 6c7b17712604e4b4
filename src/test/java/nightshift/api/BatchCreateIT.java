package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchCreateIT {

    private static HttpRequest.Builder bulk(String type) {
        return Client.request("/jobs:batchCreate").header("Content-Type", type);
    }

    private static Client.Answer lines(String body) {
        return Client.send(bulk("application/x-ndjson").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void everyLineIsAnswered() {
        Client.Answer answer =
                lines("{\"task\":\"demo.noop\"}\n\n{\"task\":\"no.such\"}\r\n{\"task\":\"demo.noop\",\"x\":1}\n"
                        + "x".repeat((1 << 20) + 1) + "\n{\"task\":\"demo.noop\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(Client.json(lines.get(0)).path("id").asString()).hasSize(36);
        assertThat(Client.json(lines.get(1))
                        .path("problem")
                        .path("errors")
                        .get(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/task");
        assertThat(Client.json(lines.get(2)).path("problem").path("status").asInt())
                .isEqualTo(422);
        assertThat(Client.json(lines.get(3)).path("problem").path("status").asInt())
                .isEqualTo(413);
        assertThat(Client.ended(Client.json(lines.get(4)).path("id").asString()).text("state"))
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void tenThousandLinesAreTenThousandJobs() {
        List<String> lines = lines("{\"task\":\"demo.noop\"}\n".repeat(10_000))
                .body()
                .lines()
                .toList();

        assertThat(lines).hasSize(10_000).allMatch(line -> line.contains("\"id\""));
        assertThat(lines.stream()
                        .map(line -> Client.json(line).path("id").asString())
                        .distinct())
                .hasSize(10_000);
    }

    /** By hand: the client of the JDK reads no answer before it has sent the whole request. */
    @Test
    void answersComeWhileTheRequestIsStillBeingSent() throws IOException {
        URI url = URI.create(Client.URL);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            socket.getOutputStream()
                    .write(("POST /api/v1/jobs:batchCreate HTTP/1.1\r\nHost: " + url.getAuthority()
                                    + "\r\nAuthorization: Bearer " + Client.KEY
                                    + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(UTF_8));
            for (int i = 0; i < 3; i++) {
                String job = "{\"task\":\"demo.noop\"}\n";
                socket.getOutputStream()
                        .write((Integer.toHexString(job.length()) + "\r\n" + job + "\r\n").getBytes(UTF_8));
                String line = in.readLine();
                while (!line.startsWith("{")) {
                    line = in.readLine();
                }
                assertThat(line).startsWith("{\"index\":" + i + ",\"id\":");
            }
            socket.getOutputStream().write("0\r\n\r\n".getBytes(UTF_8));
        }
    }

    @Test
    void aListIsAnsweredLikeLines() {
        Client.Answer answer = Client.send(bulk("application/json")
                .POST(BodyPublishers.ofString("{\"jobs\":[{\"task\":\"demo.noop\"},7,{\"task\":\"demo.noop\"}]}")));

        assertThat(answer.body().lines()).hasSize(3);
        assertThat(answer.body().lines().toList().get(1)).contains("\"status\":400");
    }

    @Test
    void whatIsNoListIsRefused() throws IOException {
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "{\"jobs\":1}",
                "{\"jobs\":null}",
                "{\"jobs\":[]} x",
                "{\"jobs\":[{]}",
                "{\"jobs\":[],\"x\":1}")) {
            Client.Answer answer = Client.send(bulk("application/json").POST(BodyPublishers.ofString(body)));
            assertThat(answer.status()).as(body).isIn(400, 422);
            assertThat(answer.isProblem()).as(body).isTrue();
        }
        assertThat(lines("").body()).isEmpty();
        assertThat(Client.send(bulk("text/csv").POST(BodyPublishers.ofString("a,b")))
                        .status())
                .isEqualTo(415);
        assertThat(Client.send(bulk("application/x-ndjson")
                                .header("Idempotency-Key", "k")
                                .POST(BodyPublishers.ofString("")))
                        .pointers())
                .isEqualTo("Idempotency-Key");
    }
}
