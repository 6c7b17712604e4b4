package nightshift.redis.record;

import java.time.Instant;
import java.util.Optional;
import nightshift.job.Destination;
import nightshift.job.Due;
import nightshift.job.Fingerprint;
import nightshift.job.JobKey;
import nightshift.job.JobOptions;
import nightshift.job.UniqueKey;

/**
 * The options of a job that the scripts look at, as text: for each that the job has, a tab, the letter that {@code lua/lib.lua}
 * gives it, and its value, which has no control characters. Most jobs have none.
 */
final class Attributes {

    private static final char KEY = 'k';
    private static final char UNIQUE_KEY = 'u';
    private static final char START_BY = 'b';
    private static final char DEADLINE = 'd';
    private static final char SCHEDULE = 's';
    private static final char DESTINATION = 'h';
    private static final String FAILURE_GROUP = "\tf";

    private Attributes() {}

    /** The attributes of a job with these options and this destination. */
    static String write(JobOptions options, Optional<Destination> destination) {
        StringBuilder text = new StringBuilder(write(options));
        destination.ifPresent(host -> append(text, DESTINATION, host.host()));
        return text.toString();
    }

    /** The attributes of a job with another destination. */
    static String withDestination(String attributes, Optional<Destination> destination) {
        StringBuilder text = new StringBuilder(attributes.replaceFirst("\t" + DESTINATION + "[^\t]*", ""));
        destination.ifPresent(host -> append(text, DESTINATION, host.host()));
        return text.toString();
    }

    static String write(JobOptions options) {
        StringBuilder text = new StringBuilder();
        options.key().ifPresent(key -> append(text, KEY, key.value()));
        options.uniqueKey().ifPresent(key -> append(text, UNIQUE_KEY, key.value()));
        options.startBy().ifPresent(due -> append(text, START_BY, time(due)));
        options.deadline().ifPresent(due -> append(text, DEADLINE, time(due)));
        options.schedule().ifPresent(name -> append(text, SCHEDULE, name));
        return text.toString();
    }

    private static void append(StringBuilder text, char letter, String value) {
        text.append('\t').append(letter).append(value);
    }

    /** Milliseconds, with a plus where they count from the submit. */
    private static String time(Due due) {
        return due instanceof Due.After after
                ? "+" + after.delay().toMillis()
                : Long.toString(due.from(Instant.EPOCH).toEpochMilli());
    }

    private static Due at(String millis) {
        return new Due.At(Instant.ofEpochMilli(Long.parseLong(millis)));
    }

    /** The failure group of the latest failure, if the job has failed. */
    static Optional<Fingerprint> failureGroup(String text) {
        int at = text.indexOf(FAILURE_GROUP);
        return at < 0
                ? Optional.empty()
                : Optional.of(new Fingerprint(
                        text.substring(at + FAILURE_GROUP.length()).split("\t", 2)[0]));
    }

    static void read(String text, JobOptions.Builder into) {
        for (String attribute : text.substring(1).split("\t")) {
            String value = attribute.substring(1);
            switch (attribute.charAt(0)) {
                case KEY -> into.key(new JobKey(value));
                case UNIQUE_KEY -> into.uniqueKey(new UniqueKey(value));
                case START_BY -> into.startBy(at(value));
                case DEADLINE -> into.deadline(at(value));
                case SCHEDULE -> into.schedule(value);
                case DESTINATION -> into.destination(new Destination(value));
                default -> {
                    // the failure group is not an option; others are from a later version, for its own scripts
                }
            }
        }
    }
}
