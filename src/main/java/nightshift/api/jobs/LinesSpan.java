package nightshift.api.jobs;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import nightshift.job.TraceParent;
import nightshift.web.RequestTrace;

/** The span of a request that does not go through JAX-RS, with the same attributes as the spans of requests that do. */
final class LinesSpan {

    private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public String get(HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    private final Span span;
    private final String sent;

    private LinesSpan(Span span, String sent) {
        this.span = span;
        this.sent = sent;
    }

    static LinesSpan begin(OpenTelemetry telemetry, HttpServletRequest request, String route) {
        Context caller = telemetry.getPropagators().getTextMapPropagator().extract(Context.root(), request, HEADERS);
        Span span = telemetry
                .getTracer("nightshift")
                .spanBuilder(request.getMethod() + " " + route)
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller)
                .setAttribute("http.request.method", request.getMethod())
                .setAttribute("http.route", route)
                .setAttribute("url.path", route)
                .setAttribute("url.scheme", request.getScheme())
                .startSpan();
        return new LinesSpan(span, request.getHeader(TraceParent.HEADER));
    }

    /** The trace that the request's jobs continue: this span or, with tracing off, the trace that the caller sent. */
    Optional<TraceParent> trace() {
        return RequestTrace.of(span, sent);
    }

    void end(int status) {
        span.setAttribute("http.response.status_code", (long) status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
