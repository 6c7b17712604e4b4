package nightshift.redis.record;

import java.time.Duration;
import java.util.List;
import nightshift.job.JobOptions;
import nightshift.job.Limits;
import nightshift.job.RetryPolicy;

/**
 * The options of a job that the scripts do not look at, as text: {@code maxAttempts|timeout ms|retry|tags}. Defaults are left
 * out, and a job with only defaults has an empty text. Tags have no control characters and are separated by line feeds.
 */
final class Meta {

    private static final String PLAIN = "";

    private Meta() {}

    static String write(JobOptions options) {
        JobOptions defaults = JobOptions.DEFAULTS;
        if (options.maxAttempts() == defaults.maxAttempts()
                && options.timeout().isEmpty()
                && options.retry().equals(defaults.retry())
                && options.tags().isEmpty()) {
            return PLAIN;
        }
        StringBuilder text = new StringBuilder();
        if (options.maxAttempts() != Limits.ATTEMPTS_DEFAULT) {
            text.append(options.maxAttempts());
        }
        text.append('|');
        options.timeout().ifPresent(t -> text.append(t.toMillis()));
        text.append('|');
        RetryPolicy retry = options.retry();
        if (!retry.equals(RetryPolicy.DEFAULT)) {
            text.append(retry.initial().toMillis())
                    .append(',')
                    .append(retry.max().toMillis())
                    .append(',')
                    .append(retry.factor())
                    .append(',')
                    .append(retry.jitter());
        }
        return text.append('|').append(String.join("\n", options.tags())).toString();
    }

    static void read(String text, JobOptions.Builder into) {
        if (text.equals(PLAIN)) {
            return;
        }
        String[] parts = text.split("\\|", 4);
        if (!parts[0].isEmpty()) {
            into.maxAttempts(Integer.parseInt(parts[0]));
        }
        if (!parts[1].isEmpty()) {
            into.timeout(Duration.ofMillis(Long.parseLong(parts[1])));
        }
        if (!parts[2].isEmpty()) {
            into.retry(retry(parts[2].split(",")));
        }
        if (!parts[3].isEmpty()) {
            into.tags(List.of(parts[3].split("\n")));
        }
    }

    private static RetryPolicy retry(String[] parts) {
        return new RetryPolicy(
                Duration.ofMillis(Long.parseLong(parts[0])),
                Duration.ofMillis(Long.parseLong(parts[1])),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }
}
