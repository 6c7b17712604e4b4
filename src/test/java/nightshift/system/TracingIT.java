package nightshift.system;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.support.ApiClient;
import nightshift.support.FreePort;
import nightshift.system.TraceCollector.Seen;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TracingIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static ServerProcess server(String name, TraceCollector collector, Map<String, String> more)
            throws IOException {
        Map<String, String> settings = new HashMap<>(collector.settings());
        settings.put("NIGHTSHIFT_HTTP_ALLOW", "127.0.0.0/8");
        settings.putAll(more);
        return ServerProcess.create(name, settings);
    }

    private static ApiClient api(ServerProcess server) {
        return new ApiClient(server.url(), ServerProcess.KEY);
    }

    private static JsonNode job(ServerProcess server, String id) throws Exception {
        return api(server).get("jobs/" + id).json();
    }

    private static void awaitSuccess(ServerProcess server, String id) {
        await("the end of the job")
                .atMost(SOON)
                .until(() -> job(server, id).get("state").asString().equals("SUCCEEDED"));
    }

    private static List<Seen> of(List<Seen> spans, SpanKind kind) {
        return spans.stream()
                .filter(span -> span.kind() == kind)
                .sorted(Comparator.comparing(span -> span.attributes().getOrDefault("nightshift.attempt", "")))
                .toList();
    }

    @Test
    void oneTraceGoesFromTheCallerOverRetriesAndARestartToTheReceiver() throws Exception {
        try (TraceCollector collector = new TraceCollector();
                Webhook webhook = new Webhook(1);
                ServerProcess server = server(
                        "tracing", collector, Map.of("OTEL_SDK_DISABLED", "false", "OTEL_TRACES_SAMPLER_ARG", "1"))) {
            server.start();
            JsonNode accepted = api(server)
                    .with("traceparent", TRACEPARENT)
                    .post("jobs", webhook.job(10)) // about as long as the restart, so that it is seen to wait
                    .json();
            String id = accepted.get("id").asString();
            assertThat(accepted.get("traceId").asString()).isEqualTo(TRACE);
            await("the first attempt")
                    .atMost(SOON)
                    .until(() -> job(server, id).get("state").asString().equals("RETRYING"));

            server.stop();
            server.start();

            awaitSuccess(server, id);
            assertThat(job(server, id).get("traceId").asString()).isEqualTo(TRACE);
            await("every span").atMost(SOON).until(() -> collector.trace(TRACE).size() >= 6);
            List<Seen> trace = collector.trace(TRACE);
            assertThat(trace).hasSize(6);
            Seen request = of(trace, SPAN_KIND_SERVER).get(0);
            assertThat(request.name()).isEqualTo("POST /api/v1/jobs");
            assertThat(request.parentId()).isEqualTo(CALLER);
            Seen submit = of(trace, SPAN_KIND_PRODUCER).get(0);
            assertThat(submit.name()).isEqualTo("submit default");
            assertThat(submit.parentId()).isEqualTo(request.spanId());
            assertThat(submit.attributes())
                    .containsEntry("messaging.system", "nightshift")
                    .containsEntry("messaging.message.id", id);
            List<Seen> attempts = of(trace, SPAN_KIND_CONSUMER);
            assertThat(attempts).hasSize(2).allSatisfy(attempt -> {
                assertThat(attempt.name()).isEqualTo("run http.request");
                assertThat(attempt.parentId()).isEqualTo(submit.spanId());
                assertThat(attempt.attributes())
                        .containsEntry("messaging.message.id", id)
                        .containsEntry("messaging.destination.name", "default");
            });
            assertThat(attempts)
                    .extracting(attempt -> attempt.attributes().get("nightshift.attempt"))
                    .containsExactly("1", "2");
            assertThat(attempts)
                    .extracting(attempt -> attempt.attributes().get("error.type"))
                    .containsExactly("http-status", null);
            assertThat(attempts).extracting(Seen::failed).containsExactly(true, false);
            List<Seen> calls = attempts.stream()
                    .map(attempt -> of(trace, SPAN_KIND_CLIENT).stream()
                            .filter(call -> call.parentId().equals(attempt.spanId()))
                            .findFirst()
                            .orElseThrow())
                    .toList();
            assertThat(calls)
                    .extracting(call -> call.attributes().get("http.response.status_code"))
                    .containsExactly("503", "200");
            assertThat(webhook.traceparents)
                    .containsExactlyElementsOf(calls.stream()
                            .map(call -> "00-" + TRACE + "-" + call.spanId() + "-01")
                            .toList());
            assertThat(collector.spans).extracting(Seen::name).doesNotContain("GET /health/ready", "GET /metrics");
            assertThat(collector.paths).containsExactly("/v1/traces");
            bulk(server, collector);
        }
    }

    private static void bulk(ServerProcess server, TraceCollector collector) throws Exception {
        String trace = TRACE.replace('0', '1');
        ApiClient api = api(server).with("traceparent", "00-" + trace + "-" + CALLER + "-01");
        String echo = "{\"task\":\"demo.echo\",\"queue\":\"bulk\",\"args\":{\"value\":1}}";
        api.postLines("jobs:batchCreate", echo + "\n" + echo);
        api.post("jobs:batchCreate", "{\"jobs\":[" + echo + "]}");

        await("the spans of both requests")
                .atMost(SOON)
                .until(() -> of(collector.trace(trace), SPAN_KIND_CONSUMER).size() == 3
                        && of(collector.trace(trace), SPAN_KIND_SERVER).size() == 2);
        List<Seen> spans = collector.trace(trace);
        List<String> requests =
                of(spans, SPAN_KIND_SERVER).stream().map(Seen::spanId).toList();
        List<Seen> submits = of(spans, SPAN_KIND_PRODUCER);
        assertThat(submits).extracting(Seen::parentId).containsAll(requests).isSubsetOf(requests);
        assertThat(of(spans, SPAN_KIND_CONSUMER))
                .extracting(Seen::parentId)
                .isSubsetOf(submits.stream().map(Seen::spanId).toList());
    }

    @Test
    void aServerThatIsNotTracedPassesTheCallersTraceOnAsItCame() throws Exception {
        try (TraceCollector collector = new TraceCollector();
                Webhook webhook = new Webhook(1);
                ServerProcess server = server("untraced", collector, Map.of())) {
            server.start();
            String id = api(server)
                    .with("traceparent", TRACEPARENT)
                    .post("jobs", webhook.job(1))
                    .json()
                    .get("id")
                    .asString();
            awaitSuccess(server, id);
            String other =
                    api(server).post("jobs", webhook.job(1)).json().get("id").asString();
            awaitSuccess(server, other);

            assertThat(webhook.traceparents.subList(0, 2)).containsExactly(TRACEPARENT, TRACEPARENT);
            assertThat(webhook.traceparents.get(2)).startsWith("00-" + other.replace("-", "") + "-");
            assertThat(job(server, id).get("traceId").asString()).isEqualTo(TRACE);
            assertThat(job(server, other).has("traceId")).isFalse();
            assertThat(server.log())
                    .filteredOn(line -> line.contains("\"jobId\":\"" + id + "\""))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"traceId\":\"" + TRACE + "\"") && !line.contains("\"spanId\""));
            assertThat(collector.paths).isEmpty();
        }
    }

    @Test
    void aCollectorThatIsAwayDisturbsNobody() throws Exception {
        int jobs = 3_000;
        try (ServerProcess server = ServerProcess.create(
                "uncollected",
                Map.of(
                        "OTEL_SDK_DISABLED",
                        "false",
                        "OTEL_TRACES_SAMPLER",
                        "always_on",
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "50",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + FreePort.next()))) {
            server.start();
            api(server)
                    .postLines(
                            "jobs:batchCreate",
                            IntStream.range(0, jobs)
                                    .mapToObj(i -> "{\"task\":\"demo.noop\",\"queue\":\"away\"}")
                                    .collect(Collectors.joining("\n")));

            await("every job done")
                    .atMost(SOON)
                    .until(() -> api(server)
                                    .get("queues/away")
                                    .json()
                                    .get("counts")
                                    .get("SUCCEEDED")
                                    .asInt()
                            == jobs);
            await("a line about it").atMost(SOON).until(() -> failedExports(server) > 0);
            assertThat(failedExports(server)).isLessThan(10);
        }
    }

    private static long failedExports(ServerProcess server) throws IOException {
        return server.log().stream()
                .filter(line -> line.contains("Failed to export spans"))
                .count();
    }
}
