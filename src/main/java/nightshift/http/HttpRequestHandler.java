package nightshift.http;

import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import nightshift.job.LeasedAttempt;
import nightshift.job.Reachability;
import nightshift.job.TraceParent;
import nightshift.task.AttemptFailed;
import nightshift.task.JobContext;
import nightshift.task.TaskHandler;
import nightshift.task.Violation;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Turns a job into a request, sends it, and decides from the answer how the attempt ends. */
final class HttpRequestHandler implements TaskHandler<HttpRequestArgs> {

    private static final String TIMEOUT = "http-timeout";

    private final RequestCheck check;
    private final HttpCaller caller;
    private final Optional<Signer> signer;
    private final Map<String, Signer> signers;
    private final String userAgent;
    private final Clock clock;
    private final Consumer<DeliveryResult> results;
    private final Tracer tracer;

    HttpRequestHandler(
            HttpTaskConfig config,
            RequestCheck check,
            HttpCaller caller,
            Clock clock,
            Consumer<DeliveryResult> results,
            Tracer tracer) {
        this.check = check;
        this.caller = caller;
        this.signer = config.secret().map(Signer::of);
        this.signers = config.secrets().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, secret -> Signer.of(secret.getValue())));
        this.userAgent = "Nightshift/" + config.version();
        this.clock = clock;
        this.results = results;
        this.tracer = tracer;
    }

    @Override
    public List<Violation> check(HttpRequestArgs args) {
        return check.violations(args);
    }

    // The form is checked again: the job may have been accepted under other settings.
    @Override
    public Object handle(HttpRequestArgs args, JobContext context) throws AttemptFailed, InterruptedException {
        List<Violation> violations = check.violationsOfForm(args);
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            throw AttemptFailed.permanent("args-invalid", first.pointer() + " " + first.detail(), null);
        }
        HttpMethod method = args.method().orElse(HttpRequestArgs.METHOD_DEFAULT);
        URI url = URI.create(args.url());
        Target target = Target.of(method, url);
        CallSpan span = new CallSpan(tracer, method, url);
        try {
            Response response = send(args, context, span, target);
            span.answered(response.status());
            Outcome outcome =
                    new Outcome(args.success().map(StatusRanges::parse).orElse(StatusRanges.DEFAULT), target);
            report(context, outcome.learned(response, clock.instant()));
            outcome.judge(response, clock.instant());
            return new Result(response.status());
        } catch (AttemptFailed | InterruptedException e) {
            span.failed(e);
            throw e;
        } finally {
            span.end();
        }
    }

    private Response send(HttpRequestArgs args, JobContext context, CallSpan span, Target target)
            throws AttemptFailed, InterruptedException {
        try {
            Response response = caller.call(
                    request(args, context, span),
                    args.timeout().orElse(HttpRequestArgs.TIMEOUT_DEFAULT),
                    seen -> context.note("response", ResponseNote.json(seen)));
            results.accept(DeliveryResult.of(response.status()));
            return response;
        } catch (AddressRefusedException e) {
            results.accept(DeliveryResult.REFUSED);
            throw AttemptFailed.permanent("address-refused", target.failed(e.getMessage()), e);
        } catch (IOException e) {
            report(context, Reachability.FAILED);
            String type = type(e);
            results.accept(type.equals(TIMEOUT) ? DeliveryResult.TIMEOUT : DeliveryResult.CONNECT);
            throw AttemptFailed.retryable(type, target.failed(text(e)), e);
        }
    }

    private static void report(JobContext context, Reachability learned) {
        if (context instanceof LeasedAttempt attempt) {
            attempt.called(learned);
        }
    }

    private HttpUriRequestBase request(HttpRequestArgs args, JobContext context, CallSpan span) {
        HttpUriRequestBase request = new HttpUriRequestBase(
                args.method().orElse(HttpRequestArgs.METHOD_DEFAULT).name(), URI.create(args.url()));
        byte[] body = args.content().orElse(new byte[0]);
        request.setHeader("user-agent", userAgent);
        args.contentType().ifPresent(type -> {
            request.setHeader("content-type", type);
            request.setEntity(new ByteArrayEntity(body, null));
        });
        String id = context.jobId().toString();
        request.setHeader(TraceParent.HEADER, span.traceparent().orElseGet(() -> traceparent(id)));
        args.headers().orElse(Map.of()).forEach(request::setHeader);
        long now = clock.instant().getEpochSecond();
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", now);
        args.secretRef()
                .map(signers::get)
                .or(() -> signer)
                .ifPresent(signs -> request.setHeader("webhook-signature", signs.sign(id, now, body)));
        request.setHeader("nightshift-job-id", id);
        request.setHeader("nightshift-attempt", context.attempt());
        return request;
    }

    /** For a job that was submitted without a trace: all its attempts share one trace, whose id is the job's. */
    private static String traceparent(String jobId) {
        return "00-" + jobId.replace("-", "") + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1) + "-01";
    }

    private static String type(IOException e) {
        if (e instanceof UnknownHostException) {
            return "http-dns";
        }
        if (e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof NoRouteToHostException) {
            return "http-connect";
        }
        if (e instanceof DeadlineException || e instanceof SocketTimeoutException) {
            return TIMEOUT;
        }
        return e instanceof SSLException ? "http-tls" : "http-io";
    }

    private static String text(IOException e) {
        if (e instanceof UnknownHostException) {
            return "no address found for " + e.getMessage();
        }
        if (e instanceof NoHttpResponseException) {
            return "the receiver closed the connection without an answer";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The result of a job that has succeeded. */
    private record Result(int status) {}
}
