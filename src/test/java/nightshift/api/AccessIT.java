package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import nightshift.support.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIT {

    @ParameterizedTest
    @CsvSource({
        "GET, /jobs",
        "POST, /jobs",
        "POST, /jobs:batchCreate",
        "GET, /jobs:facets",
        "GET, /jobs/x",
        "GET, /jobs/x:explain",
        "POST, /jobs/x:cancel",
        "POST, /jobs/x:retry",
        "GET, /queues",
        "GET, /queues/x",
        "POST, /queues/x:pause",
        "POST, /queues/x:resume",
        "POST, /queues/x:purge",
        "PATCH, /queues/x",
        "DELETE, /queues/x",
        "GET, /tasks",
        "GET, /workers",
        "GET, /status",
        "GET, /objectives",
        "GET, /throughput",
        "GET, /incident",
        "GET, /events",
        "GET, /session",
        "GET, /imports",
        "POST, /imports",
        "GET, /imports/x",
        "POST, /imports/x:stop",
        "POST, /imports/x:restart",
        "GET, /imports/x/rejects",
        "GET, /exports",
        "POST, /exports",
        "GET, /exports/x",
        "GET, /exports/x/file",
        "POST, /exports/x:stop",
        "POST, /exports/x:restart",
        "GET, /jobs;x=/session",
        "HEAD, /jobs"
    })
    void nothingIsShownToStrangers(String method, String path) {
        HttpRequest.Builder request = Client.anonymous(path).method(method, BodyPublishers.noBody());
        if (path.equals("/jobs:batchCreate") || method.equals("POST") && path.equals("/imports")) {
            request.header("Content-Type", "application/x-ndjson");
        } else if (method.equals("POST") || method.equals("PATCH")) {
            request.header("Content-Type", "application/json");
        }
        Client.Answer answer = Client.send(request);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Basic YWRtaW46YWRtaW4=",
                "Bearer nsk_0000000000000000000000000000000000000000000000000"
            })
    void wrongCredentialsAreRefused(String header) {
        Client.Answer answer = Client.send(Client.anonymous("/jobs").header("Authorization", header));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void aKeyInTheAddressIsNotAccepted() {
        assertThat(Client.send(Client.anonymous("/jobs?key=" + Client.KEY)).status())
                .isEqualTo(401);
    }

    @Test
    void aPersonSignsInWorksAndSignsOut() {
        Client.Answer signedIn = signIn("admin", SharedServer.PASSWORD);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.body()).isEqualTo("{\"username\":\"admin\",\"role\":\"admin\"}");
        assertThat(signedIn.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        String cookie = signedIn.header("Set-Cookie").split(";")[0];

        assertThat(Client.send(with(cookie, "/session")).body()).isEqualTo(signedIn.body());
        assertThat(Client.send(with(cookie, "/jobs")).status()).isEqualTo(200);
        assertThat(submit(with(cookie, "/jobs")).status()).isEqualTo(403);
        assertThat(submit(with(cookie, "/jobs").header("Origin", "http://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(submit(with(cookie, "/jobs").header("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(submit(with(cookie, "/jobs").header("Sec-Fetch-Site", "same-origin"))
                        .status())
                .isEqualTo(201);
        URI url = URI.create(Client.URL);
        String origin = url.getScheme() + "://" + url.getAuthority();
        assertThat(submit(with(cookie, "/jobs").header("Origin", origin)).status())
                .isEqualTo(201);

        assertThat(Client.send(with(cookie, "/session").header("Origin", origin).DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(Client.send(with(cookie, "/session")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "https://jobs.example.com, jobs.example.com:443, 401",
        "http://jobs.example.com, jobs.example.com:80, 401",
        "https://jobs.example.com, jobs.example.com, 401",
        "https://jobs.example.com, jobs.example.com:9080, 403",
        "https://evil.example, jobs.example.com:443, 403"
    })
    void theUsualPortOfTheOriginDoesNotCount(String origin, String host, int status) throws IOException {
        URI url = URI.create(Client.URL);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/v1/session HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 33\r\nConnection: close\r\n\r\n"
                                    + "{\"username\":\"it\",\"password\":\"it\"}")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    private static HttpRequest.Builder with(String cookie, String path) {
        return Client.anonymous(path).header("Cookie", cookie);
    }

    private static Client.Answer submit(HttpRequest.Builder request) {
        return Client.send(request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"task\":\"demo.noop\"}")));
    }

    private static Client.Answer signIn(String user, String password) {
        return signIn("{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }

    private static Client.Answer signIn(String body) {
        return Client.send(Client.anonymous("/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void tenWrongPasswordsAreEnough() {
        String user = "it-" + UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            assertThat(signIn(user, "wrong").status()).isEqualTo(401);
        }
        Client.Answer answer = signIn(user, "wrong");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422 | /username /password",
                "{\"username\":1,\"password\":null} | 400 | /username /password",
                "{\"username\":\"a\",\"password\":\"b\",\"x\":1} | 422 | /x",
                "[] | 400 | ''"
            })
    void credentialsInAnotherFormAreRefused(String body, int status, String pointers) {
        Client.Answer answer = signIn(body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.pointers()).startsWith(pointers);
    }

    @Test
    void answersAreKeptOutOfCaches() {
        for (Client.Answer answer : new Client.Answer[] {
            Client.get("/jobs"),
            Client.get("/nothing"),
            Client.send(Client.anonymous("/jobs")),
            Client.send(Client.anonymous("/events"))
        }) {
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }
}
