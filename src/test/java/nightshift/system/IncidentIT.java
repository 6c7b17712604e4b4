package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nightshift.support.ApiClient;
import nightshift.support.PrometheusProcess;
import org.junit.jupiter.api.Test;

/** The report of an incident, with a real Prometheus. */
class IncidentIT {

    private static final String ALERT =
            "{alert: TestedFault, expr: 'max by (namespace, queue) (nightshift_queue_jobs{state=\"dead\"}) > 0', labels: {severity: page}}";

    @Test
    void theReportHasWhatPrometheusSawAndDoesWithoutIt() throws Exception {
        try (PrometheusProcess prometheus = new PrometheusProcess();
                ServerProcess server = ServerProcess.create(
                        "incident",
                        Map.of(
                                "NIGHTSHIFT_PROMETHEUS_URL",
                                prometheus.url().toString(),
                                "NIGHTSHIFT_PROMETHEUS_NAMESPACE",
                                "tested"))) {
            server.start();
            prometheus.start(server.url(), ALERT);
            ApiClient api = new ApiClient(server.url(), ServerProcess.KEY);
            Instant from = Instant.now().minusSeconds(90);
            await("the first scrape")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> report(api, from), text -> text.contains("| Version `"));
            api.post("jobs", "{\"task\":\"demo.fail\",\"args\":{\"times\":9,\"message\":\"m\"},\"maxAttempts\":1}");

            String report = await("the alert, and the job that died in the charts")
                    .atMost(Duration.ofMinutes(1))
                    .until(
                            () -> report(api, from),
                            text -> text.contains("Alert `TestedFault` (`page`) of queue `default` began to fire")
                                    && !text.contains("| Jobs that became dead | 0 |"));

            assertThat(report)
                    .doesNotContain("Prometheus cannot be read")
                    .contains("| still fires | `TestedFault` | `page` | `namespace=tested` `queue=default` |")
                    .containsPattern("\\| Jobs that became dead \\| [1-9]")
                    .containsPattern("Version `[^`]+` appeared")
                    .contains("### Jobs\n", "### Queues and workers\n", "### Times\n")
                    .containsPattern("\\| Time in which Redis was up, by all servers \\| 100.0 % \\|")
                    .containsPattern("(?m)^\\| .* \\| \\d+ ms \\| 100.0 % \\|$");

            prometheus.kill();

            assertThat(report(api, from))
                    .contains("## Alerts\n\nPrometheus cannot be read: ")
                    .contains("### Jobs, counted by Redis")
                    .contains("`demo.fail`");
        }
    }

    private static String report(ApiClient api, Instant from) throws Exception {
        ApiClient.Answer answer = api.get("incident?from=" + from);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }
}
