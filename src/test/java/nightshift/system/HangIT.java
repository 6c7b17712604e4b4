package nightshift.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clients that are slow, or many, at a server whose pool has few threads and gets no more: what would hold up a busy server
 * some day holds up this one at once.
 */
class HangIT {

    /** More than bodies are waited for at once, and fewer than the clients of a test. */
    private static final int THREADS = 104;

    private static final int CLIENTS = 110;
    /** After it, a silent client loses its place in any case. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String KEY = "Authorization: Bearer " + ServerProcess.KEY + "\r\n";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ServerProcess server;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.create("hang", Map.of());
        server.configure("<executor coreThreads=\"" + THREADS + "\" maxThreads=\"" + THREADS + "\"/>");
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @AfterEach
    void goAway() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Clients that send this, and nothing more. */
    private List<Socket> clients(int count, String request) throws IOException {
        List<Socket> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            made.add(socket);
            socket.setReceiveBufferSize(2048);
            socket.setSoTimeout((int) SOON.toMillis());
            socket.connect(
                    new InetSocketAddress(server.url().getHost(), server.url().getPort()));
        }
        for (Socket socket : made) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
        }
        return made;
    }

    private static String statusLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = socket.getInputStream().read();
                b >= 0 && b != '\r';
                b = socket.getInputStream().read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    private static String post(String path, String headers, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" + headers + "Content-Length: "
                + length + "\r\n\r\n";
    }

    private static int status(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + ServerProcess.KEY)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void assertServes() {
        for (String path : List.of("/health/live", "/health/ready", "/api/v1/queues")) {
            await(path).atMost(SOON).until(() -> status(path) == 200);
        }
    }

    @Test
    void moreBulkSubmitsThanThreadsAreAllAnswered() throws IOException {
        String line = "{\"task\":\"demo.noop\"}\n";
        for (Socket client : clients(
                CLIENTS,
                post("/api/v1/jobs:batchCreate", KEY + "Content-Type: application/x-ndjson\r\n", line.length())
                        + line)) {
            assertThat(statusLine(client)).contains(" 200 ");
        }
        assertServes();
    }

    @Test
    void bodiesThatDoNotComeLeaveThreadsForOthers() throws IOException {
        String json = "Content-Type: application/json\r\n";
        List<Socket> strangers = clients(CLIENTS, post("/api/v1/session", json, 1000) + "{");
        List<Socket> unasked = clients(CLIENTS, post("/api/v1/jobs", json, 1000) + "{");
        clients(CLIENTS, post("/health/live", json, 1000) + "{");
        clients(CLIENTS, post("/jobs", json, 1000) + "{");
        clients(CLIENTS, post("/api/v1/jobs", KEY + json, 1000) + "{");
        clients(CLIENTS, post("/api/v1/jobs:batchCreate", KEY + "Content-Type: application/x-ndjson\r\n", 1000) + "{");
        clients(CLIENTS, "GET /api/v1/queues HTTP/1.1\r\nHost: test\r\n" + KEY + "Content-Length: 1000\r\n\r\n{");
        clients(CLIENTS, "GET /health/live HTTP/1.1\r\nHost: test\r\n");

        assertServes();
        List<String> signIns = new ArrayList<>();
        for (Socket stranger : strangers) {
            signIns.add(statusLine(stranger));
        }
        assertThat(signIns)
                .allMatch(line -> line.contains(" 408 ") || line.contains(" 429 "))
                .anyMatch(line -> line.contains(" 408 "))
                .anyMatch(line -> line.contains(" 429 "));
        for (Socket stranger : unasked) {
            assertThat(statusLine(stranger)).contains(" 401 ");
        }
    }

    @Test
    void silentBodiesLeaveTheirPlacesToOthers() throws IOException {
        long start = System.nanoTime();
        List<Socket> silent =
                clients(CLIENTS, post("/api/v1/jobs", KEY + "Content-Type: application/json\r\n", 1000) + "{");
        await("a refusal because all places are taken").atMost(SOON).until(() -> isAnyAnswered(silent));

        await("a place for a body that comes in two parts")
                .atMost(SOON)
                .until(() -> statusOfTwoParts().contains(" 201 "));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(READ_TIMEOUT);
    }

    private static boolean isAnyAnswered(List<Socket> clients) throws IOException {
        for (Socket client : clients) {
            if (client.getInputStream().available() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Of a job whose last byte is sent when the server waits for it; a refusal comes before. */
    private String statusOfTwoParts() throws IOException {
        String job = "{\"task\":\"demo.noop\"}";
        Socket client = clients(
                        1,
                        post("/api/v1/jobs", KEY + "Content-Type: application/json\r\n", job.length())
                                + job.substring(0, job.length() - 1))
                .get(0);
        client.setSoTimeout(500);
        try {
            return statusLine(client);
        } catch (SocketTimeoutException e) {
            client.setSoTimeout((int) SOON.toMillis());
            client.getOutputStream().write('}');
            return statusLine(client);
        }
    }

    @Test
    void answersThatNobodyReadsHoldNoThread() throws Exception {
        String page = HTTP.send(HttpRequest.newBuilder(server.url()).build(), BodyHandlers.ofString())
                .body();
        Matcher script = Pattern.compile("/assets/index-[^\"]+\\.js").matcher(page);
        assertThat(script.find()).isTrue();

        clients(CLIENTS, ("GET " + script.group() + " HTTP/1.1\r\nHost: test\r\n\r\n").repeat(8));

        assertServes();
    }

    @Test
    void filesThatDoNotComeHoldNoThreadOfRequests() throws IOException {
        String csv = KEY + "Content-Type: text/csv\r\n";
        clients(CLIENTS, post("/api/v1/imports?task=demo.noop&dryRun=true", csv, 1_000_000) + "value\n");

        assertServes();
    }

    @Test
    void waitsWhoseClientsHaveGoneEnd() throws Exception {
        String submit = "{\"task\":\"demo.noop\",\"delay\":\"PT1H\"}";
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"")
                .matcher(HTTP.send(
                                HttpRequest.newBuilder(server.url().resolve("/api/v1/jobs"))
                                        .header("Authorization", "Bearer " + ServerProcess.KEY)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(submit))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
        assertThat(id.find()).isTrue();
        String wait = "GET /api/v1/jobs/" + id.group(1) + "?wait=PT60S HTTP/1.1\r\nHost: test\r\n" + KEY + "\r\n";

        // one after the other, since a test may open few files: more than may wait at once
        for (int i = 0; i < 3; i++) {
            List<Socket> waiting = clients(700, wait);
            assertServes();
            for (Socket socket : waiting) {
                socket.close();
            }
            await("places of clients that have gone")
                    .atMost(SOON)
                    .until(() -> status("/api/v1/jobs/" + id.group(1) + "?wait=PT0.2S") == 200);
        }
    }
}
