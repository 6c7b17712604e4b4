package nightshift.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v1/jobs",
                "//api/v1/jobs",
                "/api//v1",
                "/API/v1/jobs",
                "/api;x=y/v1/jobs",
                "/;x/api/v1",
                "/x/../api/v1",
                "/./api",
                "/%61pi/v1/jobs",
                "/api%2Fv1",
                "/api%2fv1%2fjobs",
                "/\\api\\v1",
                "/x/%2e%2e/api",
                "/api%5Cv1",
                "/%24/../api"
            })
    void meantForTheApi(String path) {
        assertThat(ApiPath.isMeant(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/jobs",
                "/apis",
                "/api.html",
                "/x/api",
                "/api/../jobs",
                "/jobs;/api",
                "*",
                "/%24",
                "/%5C"
            })
    void meantForTheConsole(String path) {
        assertThat(ApiPath.isMeant(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2Fb", "/a%2fb", "/a%5Cb", "/a%5cb", "/a\\b", "/%2e%2e/x", "/%2E"})
    void ambiguous(String path) {
        assertThat(ApiPath.isAmbiguous(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "/a%23b", "/a.b", "/..", "/a%20b", "/a%25"})
    void plain(String path) {
        assertThat(ApiPath.isAmbiguous(path)).isFalse();
    }
}
