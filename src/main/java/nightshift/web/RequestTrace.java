package nightshift.web;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import nightshift.job.TraceParent;

/** The trace that the jobs of a request continue. */
public final class RequestTrace {

    private RequestTrace() {}

    /**
     * The span of the request that the current thread answers. With tracing off, the trace that the caller sent, if
     * valid.
     */
    public static Optional<TraceParent> of(String header) {
        return of(Span.current(), header);
    }

    /** The trace that a job of this request continues, as {@link #of(String)}, for a request whose span is not the current one. */
    public static Optional<TraceParent> of(Span request, String header) {
        SpanContext span = request.getSpanContext();
        return span.isValid()
                ? Optional.of(TraceParent.of(
                        span.getTraceId(),
                        span.getSpanId(),
                        span.getTraceFlags().asByte()))
                : TraceParent.parse(header);
    }
}
