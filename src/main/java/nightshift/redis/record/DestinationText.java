package nightshift.redis.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import nightshift.limit.BreakerRules;
import nightshift.limit.DestinationLimits;
import nightshift.limit.DestinationRules;
import nightshift.limit.RateLimit;
import nightshift.store.DestinationStatus.Breaker;
import nightshift.store.DestinationStatus.Cause;
import nightshift.store.DestinationStatus.Recovery;
import nightshift.store.DestinationStatus.State;

/** What {@code lua/breakers.lua} keeps of destinations, as text. */
public final class DestinationText {

    private static final String NONE = "-";
    private static final int BREAKER_WORDS = 10;

    private DestinationText() {}

    /** What holds for all destinations. */
    public static byte[] rules(DestinationRules rules) {
        BreakerRules breaker = rules.breaker();
        return String.join(
                        " ",
                        words(rules.limits()),
                        String.format(Locale.ROOT, "%.6f", breaker.failureRatio()),
                        Integer.toString(breaker.minimumCalls()),
                        Long.toString(breaker.firstWait().toMillis()),
                        Long.toString(breaker.longestWait().toMillis()),
                        Long.toString(breaker.recovery().toMillis()))
                .getBytes(UTF_8);
    }

    /** Limits as the store keeps them for one destination; empty if there are none. */
    public static String limits(DestinationLimits limits) {
        return limits.equals(DestinationLimits.NONE)
                ? ""
                : words(limits)
                        + limits.rateLimit()
                                .map(rate ->
                                        " " + rate.permits() + " " + rate.per().toMillis())
                                .orElse("");
    }

    private static String words(DestinationLimits limits) {
        return limits.concurrency().map(most -> Integer.toString(most)).orElse(NONE)
                + " "
                + limits.rateLimit()
                        .map(rate -> String.format(Locale.ROOT, "%.6f %.6f", rate.intervalMicros(), rate.burst()))
                        .orElse(NONE + " " + NONE);
    }

    /** The limits that a text stands for. */
    public static DestinationLimits readLimits(String text) {
        if (text.isEmpty()) {
            return DestinationLimits.NONE;
        }
        String[] words = text.split(" ");
        return new DestinationLimits(
                words[0].equals(NONE) ? Optional.empty() : Optional.of(Integer.valueOf(words[0])),
                words.length < 5
                        ? Optional.empty()
                        : Optional.of(new RateLimit(
                                Integer.parseInt(words[3]), Duration.ofMillis(Long.parseLong(words[4])))));
    }

    /** The breaker that a text stands for; empty if it never opened. */
    public static Breaker readBreaker(String text) {
        if (text.isEmpty()) {
            return Breaker.CLOSED;
        }
        String[] words = text.split(" ", BREAKER_WORDS);
        State state = switch (words[0]) {
            case "o" -> State.OPEN;
            case "h" -> State.HALF_OPEN;
            default -> State.CLOSED;
        };
        Optional<Instant> at = time(words[1]);
        return new Breaker(
                state,
                time(words[7]),
                at.filter(until -> state == State.OPEN),
                Optional.of(Cause.ofCode(words[8].charAt(0))).filter(cause -> state != State.CLOSED),
                Optional.of(words[9]).filter(by -> state == State.OPEN && !by.equals(NONE)),
                Optional.of(words[3])
                        .filter(id -> state == State.HALF_OPEN && !id.equals(NONE))
                        .map(id -> ShortId.read(id.getBytes(UTF_8), 0)),
                state == State.CLOSED && !words[4].equals(NONE)
                        ? at.map(until ->
                                new Recovery(Duration.ofNanos(Math.round(Double.parseDouble(words[4]) * 1000)), until))
                        : Optional.empty());
    }

    private static Optional<Instant> time(String millis) {
        return millis.equals(NONE) ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)));
    }
}
