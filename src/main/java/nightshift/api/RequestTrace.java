package nightshift.api;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import nightshift.job.TraceParent;

/** What the jobs of a request continue. */
final class RequestTrace {

    private RequestTrace() {
    }

    /** The span of the request that the current thread answers; where tracing is off, what the caller sent, if valid. */
    static Optional<TraceParent> of(String header) {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of(TraceParent.of(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asByte()))
                : TraceParent.parse(header);
    }
}
