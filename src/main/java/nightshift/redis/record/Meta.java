package nightshift.redis.record;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobOptions;
import nightshift.job.Limits;
import nightshift.job.RetryPolicy;

/**
 * The options of a job, as text: {@code maxAttempts|timeout ms|retry|tags}. Defaults are left out, and a job with only
 * defaults has an empty text. Tags have no control characters and are separated by line feeds.
 */
record Meta(int maxAttempts, Optional<Duration> timeout, RetryPolicy retry, List<String> tags) {

    private static final String PLAIN_TEXT = "";
    private static final Meta PLAIN =
            new Meta(Limits.ATTEMPTS_DEFAULT, Optional.empty(), RetryPolicy.DEFAULT, List.of());

    static Meta of(JobOptions options) {
        return new Meta(options.maxAttempts(), options.timeout(), options.retry(), options.tags());
    }

    String write() {
        if (equals(PLAIN)) {
            return PLAIN_TEXT;
        }
        StringBuilder text = new StringBuilder();
        if (maxAttempts != Limits.ATTEMPTS_DEFAULT) {
            text.append(maxAttempts);
        }
        text.append('|');
        timeout.ifPresent(t -> text.append(t.toMillis()));
        text.append('|');
        if (!retry.equals(RetryPolicy.DEFAULT)) {
            text.append(retry.initial().toMillis())
                    .append(',')
                    .append(retry.max().toMillis())
                    .append(',')
                    .append(retry.factor())
                    .append(',')
                    .append(retry.jitter());
        }
        return text.append('|').append(String.join("\n", tags)).toString();
    }

    static Meta read(String text) {
        if (text.equals(PLAIN_TEXT)) {
            return PLAIN;
        }
        String[] parts = text.split("\\|", 4);
        return new Meta(
                parts[0].isEmpty() ? Limits.ATTEMPTS_DEFAULT : Integer.parseInt(parts[0]),
                parts[1].isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(Long.parseLong(parts[1]))),
                parts[2].isEmpty() ? RetryPolicy.DEFAULT : retry(parts[2].split(",")),
                parts[3].isEmpty() ? List.of() : List.of(parts[3].split("\n")));
    }

    private static RetryPolicy retry(String[] parts) {
        return new RetryPolicy(
                Duration.ofMillis(Long.parseLong(parts[0])),
                Duration.ofMillis(Long.parseLong(parts[1])),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }
}
