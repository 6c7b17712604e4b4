package nightshift.observe.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.Function;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.Submission;
import nightshift.job.TraceParent;
import nightshift.store.ChangeResult;
import nightshift.store.JobIntake;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.QueueName;

/** Makes a span of each submit, which the attempts of its jobs continue. For servers where tracing is on. */
public final class TracedIntake implements JobIntake {

    private final JobIntake intake;
    private final Tracer tracer;

    /** @param intake does the work */
    public TracedIntake(JobIntake intake, OpenTelemetry telemetry) {
        this.intake = intake;
        this.tracer = telemetry.getTracer(Spans.SCOPE);
    }

    @Override
    public List<SubmitResult> submit(List<Submission> submissions) {
        if (submissions.isEmpty()) {
            return List.of();
        }
        Span span = begin(submissions);
        try {
            List<SubmitResult> results = intake.submit(under(span, submissions));
            if (results.size() == 1 && results.get(0) instanceof SubmitResult.Accepted accepted && span.isRecording()) {
                span.setAttribute(Spans.JOB, accepted.job().id().toString());
            }
            return results;
        } catch (RuntimeException e) {
            span.setAttribute(Spans.ERROR, e.getClass().getName())
                    .setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            throw e;
        } finally {
            span.end();
        }
    }

    /** The submissions as continued by the span, unless the SDK could not start: then there is none. */
    private static List<Submission> under(Span span, List<Submission> submissions) {
        if (!span.getSpanContext().isValid()) {
            return submissions;
        }
        TraceParent trace = Spans.under(span);
        return submissions.stream().map(submission -> submission.in(trace)).toList();
    }

    /** All submissions of one call come from one caller: the first speaks for them. */
    private Span begin(List<Submission> submissions) {
        Submission first = submissions.get(0);
        QueueName queue = first.job().queue();
        boolean oneQueue = submissions.stream()
                .allMatch(submission -> submission.job().queue().equals(queue));
        Span span = tracer.spanBuilder(oneQueue ? "submit " + queue.value() : "submit")
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(first.trace().map(Spans::continuing).orElseGet(Context::current))
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute(Spans.SYSTEM, Spans.SCOPE)
                    .setAttribute(Spans.OPERATION, "submit")
                    .setAttribute(Spans.OPERATION_TYPE, "send");
            if (oneQueue) {
                span.setAttribute(Spans.QUEUE, queue.value());
            }
            if (submissions.size() > 1) {
                span.setAttribute(Spans.BATCH, (long) submissions.size());
            } else {
                span.setAttribute(Spans.TASK, first.job().task().value());
            }
        }
        return span;
    }

    @Override
    public ChangeResult cancel(JobId id) {
        return intake.cancel(id);
    }

    @Override
    public ChangeResult retry(JobId id) {
        return intake.retry(id);
    }

    @Override
    public ChangeResult retry(JobId id, Function<Job, String> args) {
        return intake.retry(id, args);
    }

    @Override
    public ChangeResult run(JobId id) {
        return intake.run(id);
    }

    @Override
    public ChangeResult revise(JobId id, Function<Job, JobChange> change) {
        return intake.revise(id, change);
    }
}
