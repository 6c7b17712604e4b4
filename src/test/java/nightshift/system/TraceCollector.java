package nightshift.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes spans in as a collector does, in OTLP over HTTP, and keeps them. */
final class TraceCollector implements AutoCloseable {

    /** A span as far as tests ask for it. */
    record Seen(
            String name,
            Span.SpanKind kind,
            String traceId,
            String spanId,
            String parentId,
            boolean failed,
            Map<String, String> attributes) {}

    private static final HexFormat HEX = HexFormat.of();

    final List<Seen> spans = new CopyOnWriteArrayList<>();
    /** What was sent: {@code /v1/traces}, {@code /v1/logs} and the like. */
    final Set<String> paths = ConcurrentHashMap.newKeySet();

    private final HttpServer server;

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** Settings of a server that is to send its spans here, soon. */
    Map<String, String> settings() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_BSP_SCHEDULE_DELAY", "200");
    }

    /** The spans of a trace. */
    List<Seen> trace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            paths.add(path);
            if (path.equals("/v1/traces")) {
                ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList().stream()
                        .flatMap(resource -> resource.getScopeSpansList().stream())
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(TraceCollector::seen)
                        .forEach(spans::add);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Seen seen(Span span) {
        return new Seen(
                span.getName(),
                span.getKind(),
                HEX.formatHex(span.getTraceId().toByteArray()),
                HEX.formatHex(span.getSpanId().toByteArray()),
                HEX.formatHex(span.getParentSpanId().toByteArray()),
                span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
                span.getAttributesList().stream()
                        .collect(Collectors.toMap(KeyValue::getKey, attribute -> text(attribute.getValue()))));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
