package nightshift.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import nightshift.job.JobKey;
import nightshift.job.JobState;
import nightshift.job.JsonPointer;
import nightshift.task.Violation;

/**
 * The settings of a queue as they are in force.
 *
 * @param concurrency how many of its jobs run at once on all servers
 * @param rateLimit   how fast its jobs start on all servers
 * @param perKey      the limits of each job key
 * @param fair        whether job keys take turns
 * @param weights     how many turns a job key takes for each turn of others; 1 where a key is not there
 * @param retention   how long its jobs are kept, by their final state; the installation's setting where a state is not there
 * @param description what the queue is for
 * @param owner       who answers for it
 */
public record QueueSettings(
        Optional<Integer> concurrency,
        Optional<RateLimit> rateLimit,
        KeyLimits perKey,
        boolean fair,
        SortedMap<String, Integer> weights,
        Map<JobState, StateRetention> retention,
        Optional<String> description,
        Optional<String> owner) {

    /** The highest limit of running jobs. */
    public static final int CONCURRENCY_MOST = 100_000;

    /** The most weights of a queue. */
    public static final int WEIGHTS_MOST = 100;

    /** The highest weight. */
    public static final int WEIGHT_MOST = 100;

    /** The most queues whose retention can be set over the API, and the most that can have one in the file. */
    public static final int RETENTION_QUEUES_MOST = 500;

    /** Longest description, in characters. */
    public static final int DESCRIPTION_LENGTH = 1_000;

    /** Longest owner, in characters. */
    public static final int OWNER_LENGTH = 200;

    /** No settings. */
    public static final QueueSettings NONE = of(SettingValues.NONE);

    private static final String WEIGHTS = "/weights/";

    /**
     * The settings that these values make. A rate limit that lacks one of its two values counts as none.
     *
     * @param values without {@link #violations}, or the result of a file and of changes that fit each other no longer
     */
    public static QueueSettings of(SettingValues values) {
        SortedMap<String, String> texts = values.byPointer();
        SortedMap<String, Integer> weights = new TreeMap<>();
        texts.tailMap(WEIGHTS).forEach((pointer, weight) -> {
            if (pointer.startsWith(WEIGHTS)) {
                weights.put(JsonPointer.names(pointer).get(1), Integer.valueOf(weight));
            }
        });
        return new QueueSettings(
                number(texts, "/concurrency"),
                rate(texts, "/rateLimit"),
                new KeyLimits(number(texts, "/perKey/concurrency"), rate(texts, "/perKey/rateLimit")),
                Boolean.parseBoolean(texts.get("/fair")),
                weights,
                StateRetention.of(texts),
                Optional.ofNullable(texts.get("/description")),
                Optional.ofNullable(texts.get("/owner")));
    }

    private static Optional<Integer> number(Map<String, String> texts, String pointer) {
        return Optional.ofNullable(texts.get(pointer)).map(Integer::valueOf);
    }

    private static Optional<RateLimit> rate(Map<String, String> texts, String pointer) {
        String permits = texts.get(pointer + "/permits");
        String per = texts.get(pointer + "/per");
        return permits == null || per == null
                ? Optional.empty()
                : Optional.of(new RateLimit(Integer.parseInt(permits), Duration.parse(per)));
    }

    /** What is wrong with values whose types are right. */
    public static List<Violation> violations(SettingValues values) {
        SortedMap<String, String> texts = values.byPointer();
        List<Violation> all = new ArrayList<>();
        within(all, texts, "/concurrency", 1, CONCURRENCY_MOST);
        within(all, texts, "/perKey/concurrency", 1, CONCURRENCY_MOST);
        checkRate(all, texts, "/rateLimit");
        checkRate(all, texts, "/perKey/rateLimit");
        checkWeights(all, texts);
        StateRetention.check(all, texts);
        checkText(all, texts, "/description", DESCRIPTION_LENGTH);
        checkText(all, texts, "/owner", OWNER_LENGTH);
        return all;
    }

    static void within(List<Violation> all, Map<String, String> texts, String pointer, int least, int most) {
        String text = texts.get(pointer);
        if (text != null && (Integer.parseInt(text) < least || Integer.parseInt(text) > most)) {
            all.add(new Violation(pointer, "must be from " + least + " to " + most));
        }
    }

    static void within(
            List<Violation> all,
            Map<String, String> texts,
            String pointer,
            Duration shortest,
            Duration longest,
            String range) {
        String text = texts.get(pointer);
        if (text != null
                && (Duration.parse(text).compareTo(shortest) < 0
                        || Duration.parse(text).compareTo(longest) > 0)) {
            all.add(new Violation(pointer, "must be from " + range));
        }
    }

    private static void checkRate(List<Violation> all, Map<String, String> texts, String pointer) {
        within(all, texts, pointer + "/permits", 1, RateLimit.PERMITS_MOST);
        within(all, texts, pointer + "/per", RateLimit.SHORTEST, RateLimit.LONGEST, "PT1S to P1D");
        String per = texts.get(pointer + "/per");
        boolean hasPermits = texts.containsKey(pointer + "/permits");
        if (hasPermits != (per != null)) {
            all.add(new Violation(pointer + (hasPermits ? "/per" : "/permits"), "is required in a rate limit"));
        }
    }

    private static void checkWeights(List<Violation> all, SortedMap<String, String> texts) {
        int count = 0;
        for (String pointer : texts.keySet()) {
            if (pointer.startsWith(WEIGHTS)) {
                within(all, texts, pointer, 1, WEIGHT_MOST);
                checkKey(all, pointer);
                count++;
            }
        }
        if (count > WEIGHTS_MOST) {
            all.add(new Violation("/weights", "must be at most " + WEIGHTS_MOST));
        }
    }

    private static void checkKey(List<Violation> all, String pointer) {
        try {
            new JobKey(JsonPointer.names(pointer).get(1));
        } catch (IllegalArgumentException e) {
            all.add(new Violation(pointer, "is not a job key: it " + e.getMessage()));
        }
    }

    private static void checkText(List<Violation> all, Map<String, String> texts, String pointer, int longest) {
        String text = texts.get(pointer);
        if (text != null
                && (text.isEmpty()
                        || text.codePointCount(0, text.length()) > longest
                        || text.chars().anyMatch(Character::isISOControl))) {
            all.add(new Violation(pointer, "must have 1 to " + longest + " characters and no control characters"));
        }
    }

    /** Whether claims have to look at these settings. */
    public boolean bindsClaims() {
        return concurrency.isPresent() || rateLimit.isPresent() || !perKey.equals(KeyLimits.NONE) || fair;
    }
}
