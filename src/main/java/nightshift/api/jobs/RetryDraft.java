package nightshift.api.jobs;

import java.time.Duration;
import java.util.Optional;
import nightshift.job.RetryPolicy;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;

/**
 * The waits between attempts as a client gives them. A value that is not given follows one that is: a short {@code max}
 * shortens the initial delay, and a long {@code initial} lengthens the longest one.
 */
final class RetryDraft {

    private Optional<Duration> initial = Optional.empty();
    private Optional<Duration> max = Optional.empty();
    private double factor = RetryPolicy.DEFAULT.factor();
    private double jitter = RetryPolicy.DEFAULT.jitter();

    void field(FieldReader in, String name) {
        switch (name) {
            case "initial" -> initial = in.duration(name);
            case "max" -> max = in.duration(name);
            case "factor" -> in.number(name).ifPresent(f -> factor = f);
            case "jitter" -> in.number(name).ifPresent(j -> jitter = j);
            default -> in.unknown(name);
        }
    }

    RetryPolicy policy() {
        Duration longest = max.orElseGet(() -> initial.filter(i -> i.compareTo(RetryPolicy.DEFAULT.max()) > 0)
                .map(i -> least(i, RetryPolicy.LONGEST))
                .orElse(RetryPolicy.DEFAULT.max()));
        return new RetryPolicy(initial.orElse(least(RetryPolicy.DEFAULT.initial(), longest)), longest, factor, jitter);
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Finds every value that is out of range: replaces each bad value with a good one and checks again. */
    void check(FieldErrors errors) {
        while (true) {
            try {
                policy();
                return;
            } catch (IllegalArgumentException e) {
                String[] message = e.getMessage().split(" ", 2);
                errors.invalid("/retry/" + message[0], message[1]);
                forget(message[0]);
            }
        }
    }

    private void forget(String name) {
        switch (name) {
            case "initial" -> initial = Optional.empty();
            case "max" -> max = Optional.empty();
            case "factor" -> factor = RetryPolicy.DEFAULT.factor();
            case "jitter" -> jitter = RetryPolicy.DEFAULT.jitter();
            default -> throw new IllegalStateException("the retry policy has no " + name);
        }
    }
}
