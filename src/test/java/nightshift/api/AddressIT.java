package nightshift.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as no client library would send them, and what a stranger gets beside the API. */
class AddressIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: \r\n",
                "Host: a\r\nHost: b\r\n",
                "",
                "Host: a b\r\n",
                "Host: a:b:c\r\n",
                "Host: x:99999\r\n",
                "Host: x:-1\r\n",
                "Host: [::1\r\n",
                "Host: [x]\r\n",
                "Host: ::1\r\n",
                "Host: user@x\r\n",
                "Host: x/y\r\n",
                "Host: x?y\r\n",
                "Host: x\\y\r\n",
                "Host: <x>\r\n",
                "Host: \"x\"\r\n",
                "Host: %zz\r\n",
                "Host: {x}\r\n",
                "Host: m\u00fcnchen\r\n",
                "Host: x\u0001\r\n"
            })
    void aHostThatIsNoneIsAProblem(String host) {
        String answer = get("/api/v1/status", host);

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json", "\"pointer\":\"Host\"");
        assertThat(get("/", host)).startsWith("HTTP/1.1 400 ").contains("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x:", "X:080", "[::1]:9080", "a_b.example.com.:443"})
    void otherHostsAreTaken(String host) {
        assertThat(get("/api/v1/status", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/jobs/%5C, 400",
        "/api/v1/jobs/\\, 400",
        "/api/v1/jobs%2Fx, 400",
        "/api%2Fv1%2Fjobs, 400",
        "/api/v1/%2e%2e/v1/jobs, 400",
        "/api/v1/jobs|x, 400",
        "/api/v1/jobs/<x>, 400",
        "/api/v1/jobs/{x}, 400",
        "/api/v1/jobs/%c3, 400",
        "/api/v1/jobs/%ff, 400",
        "/api/v1/jobs/%23, 404",
        "/api/v1/%23, 404",
        "/api/v1/jobs#x, 404",
        "/api/v1//jobs, 404",
        "//api/v1/jobs, 404",
        "/api;x=y/v1/jobs, 404",
        "/x/../api/v1/jobs, 404",
        "/API/v1/jobs, 404",
        "/%61pi/v1/jobs, 404",
        "/api, 404",
        "/api/, 404",
        "/api/v1, 404",
        "/api/v2/jobs, 404",
        "/api/v1/jobs?q=%zz, 400",
        "/api/v1/jobs?q=<x>, 400",
        "/api/v1/jobs/%01, 400",
        "/api/v1/jobs/\u0001x, 400",
        "/api/v1/jobs/%7f, 400",
        "/api/v1/jobs/a%0d%0ab, 400",
        "/api/v1/jobs/%00, 400",
        "/api/v1/jobs/%, 400",
        "/api/v1/jobs/%zz, 400",
        "/api/v1/jobs/%u0041, 400",
        "/api/../../etc/passwd, 400",
        "/;x=y/api/v1/jobs, 400"
    })
    void aCallThatIsNoneGetsAProblemAndNeverAPage(String path, int status) {
        assertThat(get(path, "Host: x\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json")
                .contains("\"status\":" + status)
                .doesNotContain("SRVE", "CWWW", "Exception");
    }

    @Test
    void aPathWithASemicolonDoesNotSpoilTheNextOne() {
        for (int i = 0; i < 3; i++) {
            get("/api;x=y/v1/jobs", "Host: x\r\n");
            assertThat(get("/api", "Host: x\r\n")).startsWith("HTTP/1.1 404 ");
            get("/health/live;x/y", "Host: x\r\n");
            assertThat(get("/health/live", "Host: x\r\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs/%23x", "/%23", "//", "/jobs/a%20b"})
    void otherPathsAreTheConsoles(String path) {
        assertThat(get(path, "Host: x\r\n")).startsWith("HTTP/1.1 200 ").contains("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b;q=x", "*/*;q=", "application/json;q=1;q=-1", "application/json; Q = one"})
    void anAcceptThatCannotBeWeighedIsAProblem(String accept) {
        assertThat(get("/api/v1/jobs", "Host: x\r\nAccept: " + accept + "\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json", "\"pointer\":\"Accept\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "*/*;q=0.5", "application/json;q=1.0, */*; q=.1", "text/html;level=1, */*"})
    void otherAcceptsAreRead(String accept) {
        assertThat(get("/api/v1/status", "Host: x\r\nAccept: " + accept + "\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health", "/health/live", "/openapi", "/openapi/ui/", "/api/v1/status", "/"})
    void noOtherSiteMayReadAnything(String path) {
        assertThat(get(path, "Host: x\r\nOrigin: https://evil.example\r\n")
                        .lines()
                        .takeWhile(line -> !line.isEmpty()))
                .noneMatch(line -> line.startsWith("Access-Control-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ibm/api",
                "/ibm/api/",
                "/ibm/api/explorer",
                "/ibm",
                "/jwt",
                "/jwt/ibm/api",
                "/adminCenter",
                "/IBMJMXConnectorREST"
            })
    void whatTheServerBringsAlongIsNotOffered(String path) {
        for (String host : new String[] {"x", "x:443", URI.create(Client.URL).getAuthority()}) {
            assertThat(get(path, "Host: " + host + "\r\n"))
                    .startsWith("HTTP/1.1 404 ")
                    .doesNotContain("Location:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$WSSN: evil.example\r\n",
                "$WSSP: 99999\r\n",
                "$WSSC: https\r\n",
                "$WSIS: true\r\n",
                "$WSRA: z\r\n",
                "X-Forwarded-Host: a b\r\nX-Forwarded-Proto: x y\r\nX-Forwarded-Port: 99999\r\n",
                "Forwarded: ;;for=\r\n"
            })
    void whatAnyClientSaysAboutTheWayHereIsNotBelieved(String headers) {
        assertThat(get("/api/v1/status", "Host: x\r\n" + headers)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theDescriptionOfTheApiHoldsBehindAProxyToo() {
        assertThat(get("/openapi", "Host: internal:1234\r\n"))
                .contains("servers:")
                .doesNotContain("internal:1234");
    }

    private static String get(String path, String headers) {
        return send("GET " + path + " HTTP/1.1\r\n" + headers);
    }

    private static String send(String head) {
        URI url = URI.create(Client.URL);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((head + "Authorization: Bearer " + Client.KEY + "\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
