package nightshift.redis.record;

import nightshift.job.JobKey;
import nightshift.job.JobOptions;

/**
 * The options of a job that the scripts look at, as text: for each that the job has, a tab, the letter that {@code lua/lib.lua}
 * gives it, and its value, which has no control characters. Most jobs have none.
 */
final class Attributes {

    private static final char KEY = 'k';
    private static final char SCHEDULE = 's';

    private Attributes() {}

    static String write(JobOptions options) {
        StringBuilder text = new StringBuilder();
        options.key().ifPresent(key -> append(text, KEY, key.value()));
        options.schedule().ifPresent(name -> append(text, SCHEDULE, name));
        return text.toString();
    }

    private static void append(StringBuilder text, char letter, String value) {
        text.append('\t').append(letter).append(value);
    }

    static void read(String text, JobOptions.Builder into) {
        for (String attribute : text.substring(1).split("\t")) {
            String value = attribute.substring(1);
            switch (attribute.charAt(0)) {
                case KEY -> into.key(new JobKey(value));
                case SCHEDULE -> into.schedule(value);
                default -> throw new IllegalStateException("a job has an attribute of unknown kind: " + attribute);
            }
        }
    }
}
