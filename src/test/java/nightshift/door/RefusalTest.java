package nightshift.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/jobs/%01",
                "/api/v1/jobs/\u0001",
                "/%00",
                "/a%0d%0ab",
                "/%7F",
                "/\u007f",
                "/%",
                "/%2",
                "/%zz",
                "/%u0041",
                "/a%2",
                "/api/../../etc",
                "/..",
                "/%2e%2e/x",
                "/a/..%2f..%2fx",
                "/a/..;x/../b",
                "/;x=y/api/v1/jobs"
            })
    void whatCannotBeRead(String path) {
        assertThat(Refusal.of(path)).map(Refusal::status).contains(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ibm",
                "/ibm/",
                "/ibm/api",
                "/IBM/api",
                "//ibm/api",
                "/ibm;x/api",
                "/ibm/api/explorer",
                "/jwt",
                "/jwt/ibm/api",
                "/adminCenter/",
                "/IBMJMXConnectorREST"
            })
    void whatTheServerBringsAlong(String path) {
        assertThat(Refusal.of(path)).map(Refusal::status).contains(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "",
                "/jobs/a%20b",
                "/api/v1/jobs",
                "/a%25",
                "/%23",
                "/%c3%bc",
                "/a/../b",
                "/ibmx",
                "/jobs/ibm",
                "/queues/jwt",
                "/api/v1/queues/ibm",
                "/health/live",
                "/metrics",
                "/openapi/ui/",
                "/a;x=y",
                "/..."
            })
    void otherPathsPass(String path) {
        assertThat(Refusal.of(path)).isEmpty();
    }

    @Test
    void aRefusalIsAProblem() {
        assertThat(Refusal.of("/ibm").orElseThrow().problem())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"There is nothing at this path.\"}");
    }
}
