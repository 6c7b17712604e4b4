package nightshift.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nightshift.job.Attempt;
import nightshift.job.AttemptTracer.AttemptSpan;
import nightshift.job.Claimed;
import nightshift.job.Failure;
import nightshift.job.JobOptions;
import nightshift.job.Lease;
import nightshift.job.Outcome;
import nightshift.job.TraceParent;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptSpansTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final JobId JOB = new JobId(UUID.fromString("019ab3c4-0000-7000-8000-000000000001"));
    private static final TraceParent SUBMIT = TraceParent.parse(
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .orElseThrow();

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final AttemptSpans on = AttemptSpans.on(TELEMETRY.getOpenTelemetry());

    @AfterEach
    void nothingStaysOnTheThread() {
        assertThat(Context.current()).isSameAs(Context.root());
        LogFields.clear();
    }

    private static Claimed claimed(Optional<TraceParent> trace) {
        return new Claimed(
                new Lease(JOB, 3, "worker01aaaaaaaaaaaa"),
                new TaskName("demo.echo"),
                "{}",
                JobOptions.with().queue(new QueueName("mail")).build(),
                2,
                0,
                START,
                Duration.ZERO,
                trace);
    }

    private static Attempt ended(Outcome outcome) {
        return new Attempt(
                3,
                Optional.of(outcome),
                START,
                Optional.of(START),
                "worker01",
                outcome == Outcome.SUCCEEDED
                        ? Optional.empty()
                        : Optional.of(new Failure("http-status", "503 Service Unavailable", "")),
                Optional.empty());
    }

    private static <T> T attribute(SpanData span, AttributeKey<T> key) {
        return span.getAttributes().get(key);
    }

    private SpanData spanOf(Optional<TraceParent> trace, Outcome outcome) {
        try (AttemptSpan span = on.begin(claimed(trace))) {
            span.ended(ended(outcome));
        }
        return onlySpan();
    }

    private static SpanData onlySpan() {
        assertThat(TELEMETRY.getSpans()).hasSize(1);
        return TELEMETRY.getSpans().get(0);
    }

    @Test
    void anAttemptContinuesTheSubmit() {
        SpanData span = spanOf(Optional.of(SUBMIT), Outcome.SUCCEEDED);

        assertThat(span.getName()).isEqualTo("run demo.echo");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getTraceId()).isEqualTo(SUBMIT.traceId());
        assertThat(span.getParentSpanId()).isEqualTo(SUBMIT.parentId());
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(attribute(span, Spans.SYSTEM)).isEqualTo("nightshift");
        assertThat(attribute(span, Spans.QUEUE)).isEqualTo("mail");
        assertThat(attribute(span, Spans.OPERATION)).isEqualTo("run");
        assertThat(attribute(span, Spans.OPERATION_TYPE)).isEqualTo("process");
        assertThat(attribute(span, Spans.JOB)).isEqualTo(JOB.toString());
        assertThat(attribute(span, Spans.TASK)).isEqualTo("demo.echo");
        assertThat(attribute(span, Spans.ATTEMPT)).isEqualTo(3);
        assertThat(attribute(span, Spans.OUTCOME)).isEqualTo("succeeded");
        assertThat(attribute(span, Spans.ERROR)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "TIMED_OUT", "INTERRUPTED"})
    void anAttemptThatDoesNotDoItsWorkFailsItsSpan(Outcome outcome) {
        SpanData span = spanOf(Optional.of(SUBMIT), outcome);

        assertThat(span.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "503 Service Unavailable"));
        assertThat(attribute(span, Spans.ERROR)).isEqualTo("http-status");
    }

    @Test
    void toBeCalledOffIsNoError() {
        SpanData span = spanOf(Optional.of(SUBMIT), Outcome.CANCELLED);

        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(attribute(span, Spans.OUTCOME)).isEqualTo("cancelled");
    }

    @Test
    void anAttemptWhoseEndNobodyTellsHasLostItsLease() {
        on.begin(claimed(Optional.of(SUBMIT))).close();

        assertThat(attribute(onlySpan(), Spans.ERROR)).isEqualTo("lease-lost");
        assertThat(onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void aJobThatWasSubmittedInNoTraceBeginsOne() {
        assertThat(spanOf(Optional.empty(), Outcome.SUCCEEDED).getParentSpanContext())
                .isEqualTo(SpanContext.getInvalid());
    }

    @Test
    void whatTheCallerDoesNotRecordIsNotRecordedHere() {
        try (AttemptSpan span =
                on.begin(claimed(TraceParent.parse("00-" + SUBMIT.traceId() + "-" + SUBMIT.parentId() + "-00")))) {
            assertThat(Span.current().getSpanContext().getTraceId()).isEqualTo(SUBMIT.traceId());
            span.ended(ended(Outcome.FAILED));
        }

        assertThat(TELEMETRY.getSpans()).isEmpty();
    }

    @Test
    void whereTracingIsOffTheTraceIsPassedOnAsItCame() {
        try (AttemptSpan span = AttemptSpans.off().begin(claimed(Optional.of(SUBMIT)))) {
            assertThat(Spans.under(Span.current())).isEqualTo(SUBMIT);
            span.ended(ended(Outcome.SUCCEEDED));
        }
    }

    @Test
    void whereTracingIsOffAJobWithoutATraceMakesNothing() {
        assertThat(AttemptSpans.off().begin(claimed(Optional.empty()))).isSameAs(AttemptSpan.NONE);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }
}
