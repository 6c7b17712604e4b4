package nightshift.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HttpMetricsTest {

    private static final String NAME = "nightshift_http_request_duration";

    private final RecordingRegistry registry = new RecordingRegistry();
    private final Meters meters = registry.meters();
    private final HttpMetrics metrics = new HttpMetrics(meters, meters.counter("capped", ""), ApiCalls.known());

    @Test
    void everyCallOfTheApiIsThereAtZeroWithItsSuccessAndTheServersFailures() {
        assertThat(registry.of(NAME))
                .containsEntry("method=POST,route=/api/v1/jobs,code=201", 0L)
                .containsEntry("method=DELETE,route=/api/v1/session,code=204", 0L)
                .containsEntry("method=GET,route=/api/v1/events,code=200", 0L)
                .containsEntry("method=POST,route=/api/v1/jobs/{id}:cancel,code=503", 0L)
                .containsEntry("method=GET,route=/api/v1/queues/{name},code=500", 0L)
                .doesNotContainKey("method=GET,route=/api/v1/jobs,code=404");
    }

    @Test
    void methodsThatClientsInventAreOneMethod() {
        for (int i = 0; i < 10_000; i++) {
            metrics.answered("FOO" + i, HttpMetrics.OTHER, 405, Duration.ZERO);
        }

        assertThat(registry.of(NAME)).containsEntry("method=other,route=other,code=405", 10_000L);
    }

    @Test
    void combinationsAreBoundedAndLaterOnesCountedTogether() {
        int known = registry.of(NAME).size();

        for (int round = 0; round < 3; round++) {
            for (int code = 400; code < 499; code++) {
                metrics.answered("GET", "/api/v1/jobs", code, Duration.ZERO);
            }
        }
        metrics.answered("GET", "/api/v1/jobs", 200, Duration.ZERO);

        int refused = 99 - HttpMetrics.UNKNOWN;
        assertThat(registry.of(NAME))
                .hasSize(known + HttpMetrics.UNKNOWN)
                .containsEntry("method=GET,route=/api/v1/jobs,code=400", 3L)
                .containsEntry("method=GET,route=/api/v1/jobs,code=200", 1L)
                .containsEntry("method=other,route=other,code=other", 3L * refused);
        assertThat(registry.of("capped")).as("each kind once").containsEntry("", (long) refused);
    }

    @Test
    void anApiOfManyCallsLeavesRoomForFurtherCodesAndForTheRest() {
        RecordingRegistry large = new RecordingRegistry();
        List<HttpMetrics.Series> calls = IntStream.range(0, HttpMetrics.UNKNOWN)
                .boxed()
                .flatMap(call -> Stream.of("200", "500", "503")
                        .map(code -> new HttpMetrics.Series("GET", "/api/v1/call-" + call, code)))
                .toList();
        HttpMetrics ofLarge = new HttpMetrics(large.meters(), large.meters().counter("capped", ""), calls);

        for (int call = 0; call <= HttpMetrics.UNKNOWN; call++) {
            ofLarge.answered("GET", "/api/v1/call-" + call, 404, Duration.ZERO);
        }

        String last = "method=GET,route=/api/v1/call-" + (HttpMetrics.UNKNOWN - 1);
        assertThat(large.of(NAME))
                .containsEntry(last + ",code=503", 0L)
                .containsEntry(last + ",code=404", 1L)
                .containsEntry("method=other,route=other,code=other", 1L);
    }
}
