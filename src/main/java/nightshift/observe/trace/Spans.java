package nightshift.observe.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import nightshift.job.TraceParent;

/** What our spans have in common: their attributes, named as OpenTelemetry's conventions for messaging have them. */
final class Spans {

    /** The instrumentation's name. */
    static final String SCOPE = "nightshift";

    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> QUEUE = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> JOB = AttributeKey.stringKey("messaging.message.id");
    static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> TASK = AttributeKey.stringKey("nightshift.task");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("nightshift.attempt");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("nightshift.outcome");

    private Spans() {}

    /** A context whose next span continues what another process began. */
    static Context continuing(TraceParent trace) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        trace.traceId(),
                        trace.parentId(),
                        TraceFlags.fromByte(trace.flags()),
                        TraceState.getDefault())));
    }

    /** What other code must continue so that its spans come under this one. */
    static TraceParent under(Span span) {
        SpanContext context = span.getSpanContext();
        return TraceParent.of(
                context.getTraceId(),
                context.getSpanId(),
                context.getTraceFlags().asByte());
    }
}
