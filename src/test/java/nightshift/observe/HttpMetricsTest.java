package nightshift.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpMetricsTest {

    private static final String NAME = "nightshift_http_request_duration";

    private final RecordingRegistry registry = new RecordingRegistry();
    private final Meters meters = registry.meters();
    private final HttpMetrics metrics = new HttpMetrics(meters, meters.counter("capped", ""));

    @Test
    void everyCallOfTheApiIsThereAtZeroWithItsSuccessAndTheServersFailures() {
        assertThat(registry.of(NAME)).containsEntry("method=POST,route=/api/v1/jobs,code=201", 0L)
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
        for (int code = 400; code < 499; code++) {
            metrics.answered("GET", "/api/v1/jobs", code, Duration.ZERO);
        }
        metrics.answered("GET", "/api/v1/jobs", 200, Duration.ZERO);

        assertThat(registry.of(NAME)).hasSize(90).containsEntry("method=GET,route=/api/v1/jobs,code=400", 1L)
                .containsEntry("method=GET,route=/api/v1/jobs,code=200", 1L);
        assertThat(registry.of(NAME).get("method=other,route=other,code=other").longValue())
                .isPositive().isEqualTo(registry.of("capped").get("").longValue());
    }
}
