package nightshift.app;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import nightshift.limit.BreakerRules;
import nightshift.limit.DestinationLimits;
import nightshift.limit.DestinationRules;
import nightshift.limit.QueueSettings;
import nightshift.limit.RateLimit;

/** Reads the settings of destinations. */
final class DestinationSettings {

    private static final String RATE = "nightshift.destination.rate";
    private static final int CALLS_MOST = 10_000;
    private static final Duration WAIT_LEAST = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private DestinationSettings() {}

    /** @throws CannotStart if a value cannot be used */
    static DestinationRules read(SettingsReader reader) {
        return new DestinationRules(
                new DestinationLimits(
                        reader.optionalNumber("nightshift.destination.concurrency", 1, QueueSettings.CONCURRENCY_MOST)
                                .map(Long::intValue),
                        reader.text(RATE).map(DestinationSettings::rate)),
                breaker(reader));
    }

    private static RateLimit rate(String text) {
        String[] parts = text.split("/", 2);
        try {
            return new RateLimit(Integer.parseInt(parts[0]), Duration.parse(parts.length == 2 ? parts[1] : ""));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw SettingsReader.wrong(
                    RATE,
                    text,
                    "must be a number of jobs from 1 to " + RateLimit.PERMITS_MOST
                            + ", a slash, and the time that it is for, from PT1S to PT24H, such as 100/PT1S");
        }
    }

    private static BreakerRules breaker(SettingsReader reader) {
        BreakerRules usual = BreakerRules.DEFAULTS;
        Duration longest = reader.duration("nightshift.breaker.longest-wait", usual.longestWait(), WAIT_LEAST, HOUR);
        return new BreakerRules(
                reader.ratio("nightshift.breaker.failure-ratio", usual.failureRatio()),
                (int) reader.number("nightshift.breaker.minimum-calls", usual.minimumCalls(), 1, CALLS_MOST),
                reader.duration("nightshift.breaker.first-wait", usual.firstWait(), WAIT_LEAST, longest),
                longest,
                reader.duration("nightshift.breaker.recovery", usual.recovery(), SECOND, HOUR));
    }
}
