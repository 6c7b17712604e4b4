package nightshift.observe.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import nightshift.job.Attempt;
import nightshift.job.AttemptTracer;
import nightshift.job.Claimed;
import nightshift.job.Outcome;
import nightshift.observe.metrics.TaskMeters;

/**
 * Puts the job's id on every line that is logged while an attempt works, and the attempt into the trace that the job was
 * submitted in: with a span of its own if tracing is on, otherwise unchanged.
 */
public final class AttemptSpans implements AttemptTracer {

    private final Optional<Tracer> tracer;

    private AttemptSpans(Optional<Tracer> tracer) {
        this.tracer = tracer;
    }

    /** Makes spans. */
    public static AttemptSpans on(OpenTelemetry telemetry) {
        return new AttemptSpans(Optional.of(telemetry.getTracer(Spans.SCOPE)));
    }

    /** Makes no spans, and does nothing at all for most jobs. */
    public static AttemptSpans off() {
        return new AttemptSpans(Optional.empty());
    }

    @Override
    public AttemptSpan begin(Claimed job) {
        // Not cleared afterwards: the thread's next job brings its own fields.
        LogFields.job(job.lease().job(), job.lease().attempt());
        if (tracer.isPresent()) {
            return new Recorded(tracer.get(), job);
        }
        return job.trace().isPresent()
                ? new PassedOn(Spans.continuing(job.trace().get()).makeCurrent())
                : AttemptSpan.NONE;
    }

    private record PassedOn(Scope scope) implements AttemptSpan {

        @Override
        public void close() {
            scope.close();
        }
    }

    private static final class Recorded implements AttemptSpan {

        private final Span span;
        private final Scope scope;
        private boolean ended;

        Recorded(Tracer tracer, Claimed job) {
            span = tracer.spanBuilder("run " + job.task().value())
                    .setSpanKind(SpanKind.CONSUMER)
                    .setParent(job.trace().map(Spans::continuing).orElseGet(Context::root))
                    .startSpan();
            if (span.isRecording()) {
                span.setAttribute(Spans.SYSTEM, Spans.SCOPE)
                        .setAttribute(Spans.QUEUE, job.queue().value())
                        .setAttribute(Spans.OPERATION, "run")
                        .setAttribute(Spans.OPERATION_TYPE, "process")
                        .setAttribute(Spans.JOB, job.lease().job().toString())
                        .setAttribute(Spans.TASK, job.task().value())
                        .setAttribute(Spans.ATTEMPT, (long) job.lease().attempt());
            }
            scope = span.makeCurrent();
        }

        @Override
        public void ended(Attempt attempt) {
            ended = true;
            if (!span.isRecording()) {
                return;
            }
            Outcome outcome = attempt.outcome().orElseThrow();
            span.setAttribute(Spans.OUTCOME, TaskMeters.lower(outcome));
            if (outcome != Outcome.CANCELLED) {
                attempt.failure().ifPresent(failure -> failed(failure.type(), failure.message()));
            }
        }

        private void failed(String type, String message) {
            span.setAttribute(Spans.ERROR, type).setStatus(StatusCode.ERROR, message);
        }

        @Override
        public void close() {
            if (!ended) {
                failed("lease-lost", "Another worker took the job over.");
            }
            scope.close();
            span.end();
        }
    }
}
