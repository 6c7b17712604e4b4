package nightshift.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import nightshift.job.Reachability;
import nightshift.task.AttemptFailed;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/**
 * Decides from an answer whether the attempt succeeded, may be retried, or failed for good.
 *
 * @param success statuses that count as done, regardless of their usual meaning
 * @param target  the request, for the message of a failure
 */
record Outcome(StatusRanges success, Target target) {

    /** Request Timeout, Too Early, Too Many Requests; besides 5xx and the unknown statuses above. */
    private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** @throws AttemptFailed unless the answer is a success */
    void judge(Response response, Instant now) throws AttemptFailed {
        int status = response.status();
        if (success.contain(status)) {
            return;
        }
        String message = target.failed(message(status));
        if (status < 500 && !RETRYABLE.contains(status)) {
            throw AttemptFailed.permanent("http-status", message, null);
        }
        Optional<Duration> wait = response.header("retry-after")
                .flatMap(value -> RetryAfter.parse(value, now))
                .map(least -> RetryAfter.spread(least, ThreadLocalRandom.current()));
        throw wait.isPresent()
                ? AttemptFailed.retryAfter(wait.get(), "http-status", message)
                : AttemptFailed.retryable("http-status", message, null);
    }

    /** What the answer says about the destination. */
    Reachability learned(Response response, Instant now) {
        int status = response.status();
        if (success.contain(status) || status < 500 && status != TOO_MANY_REQUESTS) {
            return Reachability.ANSWERED;
        }
        Duration pause = response.header("retry-after")
                .flatMap(value -> RetryAfter.parse(value, now))
                .orElse(Duration.ZERO);
        return switch (status) {
            case TOO_MANY_REQUESTS -> Reachability.busy(pause);
            case SERVICE_UNAVAILABLE -> Reachability.unavailable(pause);
            default -> Reachability.FAILED;
        };
    }

    // The usual words rather than those of the server, which may be anything.
    private static String message(int status) {
        String reason = status > 599 ? null : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, null);
        return reason == null ? "HTTP status " + status : status + " " + reason;
    }
}
