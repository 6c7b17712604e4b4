package nightshift.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.job.TraceParent;
import nightshift.store.ChangeResult;
import nightshift.store.JobIntake;
import nightshift.store.StoreUnavailable;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedIntakeTest {

    private static final TraceParent CALLER = TraceParent.parse(
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .orElseThrow();

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final Stored stored = new Stored();
    private final TracedIntake intake = new TracedIntake(stored, TELEMETRY.getOpenTelemetry());

    /** Keeps what it is given. */
    private static final class Stored implements JobIntake {

        private final List<Submission> submissions = new ArrayList<>();
        private boolean away;

        @Override
        public List<SubmitResult> submit(List<Submission> more) {
            if (away) {
                throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "away", null);
            }
            submissions.addAll(more);
            return more.stream()
                    .map(one -> (SubmitResult) new SubmitResult.Duplicate(new JobId(new UUID(1, 2))))
                    .toList();
        }

        @Override
        public ChangeResult cancel(JobId id) {
            throw new AssertionError();
        }

        @Override
        public ChangeResult retry(JobId id) {
            throw new AssertionError();
        }

        @Override
        public ChangeResult retry(JobId id, Function<Job, String> args) {
            throw new AssertionError();
        }

        @Override
        public ChangeResult run(JobId id) {
            throw new AssertionError();
        }

        @Override
        public ChangeResult revise(JobId id, Function<Job, JobChange> change) {
            throw new AssertionError();
        }
    }

    private static Submission job(String queue, Optional<TraceParent> trace) {
        return new Submission(
                new NewJob(
                        new TaskName("demo.echo"),
                        "{}",
                        JobOptions.with().queue(new QueueName(queue)).build()),
                Optional.empty(),
                trace);
    }

    private static SpanData onlySpan() {
        assertThat(TELEMETRY.getSpans()).hasSize(1);
        return TELEMETRY.getSpans().get(0);
    }

    @Test
    void aSubmitIsASpanUnderTheRequestsWhichItsJobContinues() {
        intake.submit(List.of(job("mail", Optional.of(CALLER))));

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("submit mail");
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getTraceId()).isEqualTo(CALLER.traceId());
        assertThat(span.getParentSpanId()).isEqualTo(CALLER.parentId());
        assertThat(span.getAttributes().get(Spans.SYSTEM)).isEqualTo("nightshift");
        assertThat(span.getAttributes().get(Spans.QUEUE)).isEqualTo("mail");
        assertThat(span.getAttributes().get(Spans.OPERATION)).isEqualTo("submit");
        assertThat(span.getAttributes().get(Spans.OPERATION_TYPE)).isEqualTo("send");
        assertThat(stored.submissions)
                .extracting(Submission::trace)
                .containsExactly(Optional.of(TraceParent.of(CALLER.traceId(), span.getSpanId(), (byte) 1)));
    }

    @Test
    void aSubmitOfJavaCodeContinuesWhatItsThreadDoes() throws Exception {
        Span task = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("run")
                .startSpan();
        Context.root()
                .with(task)
                .wrap(() -> intake.submit(List.of(job("mail", Optional.empty()))))
                .call();

        assertThat(onlySpan().getParentSpanId()).isEqualTo(task.getSpanContext().getSpanId());
    }

    @Test
    void aBatchIsOneSpanForAllItsJobs() {
        intake.submit(List.of(job("mail", Optional.of(CALLER)), job("mail", Optional.of(CALLER))));

        assertThat(onlySpan().getName()).isEqualTo("submit mail");
        assertThat(onlySpan().getAttributes().get(Spans.BATCH)).isEqualTo(2);
        assertThat(stored.submissions)
                .extracting(Submission::trace)
                .containsOnly(
                        Optional.of(TraceParent.of(CALLER.traceId(), onlySpan().getSpanId(), (byte) 1)));
    }

    @Test
    void aBatchForSeveralQueuesNamesNone() {
        intake.submit(List.of(job("mail", Optional.of(CALLER)), job("print", Optional.of(CALLER))));

        assertThat(onlySpan().getName()).isEqualTo("submit");
        assertThat(onlySpan().getAttributes().get(Spans.QUEUE)).isNull();
    }

    @Test
    void aStoreThatIsAwayFailsTheSpan() {
        stored.away = true;

        assertThatThrownBy(() -> intake.submit(List.of(job("mail", Optional.empty()))))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(onlySpan().getAttributes().get(Spans.ERROR)).isEqualTo(StoreUnavailable.class.getName());
    }

    @Test
    void withoutAnSdkJobsKeepTheCallersTrace() {
        TracedIntake dumb = new TracedIntake(stored, OpenTelemetry.noop());

        dumb.submit(List.of(job("mail", Optional.of(CALLER))));
        dumb.submit(List.of(job("mail", Optional.empty())));

        assertThat(stored.submissions)
                .extracting(Submission::trace)
                .containsExactly(Optional.of(CALLER), Optional.empty());
    }
}
