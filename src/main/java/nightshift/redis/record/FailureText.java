package nightshift.redis.record;

import java.time.Instant;
import java.util.Optional;
import nightshift.store.FailureGroup.Mute;

/** What the hash of a failure group has besides its cause; {@code lua/failures.lua} and {@code lua/mute.lua} write it. */
public final class FailureText {

    /** How the fields begin that count the members in each queue. */
    public static final String QUEUE = "q ";

    private static final int TIME = 13;

    private FailureText() {}

    /**
     * How a group is muted.
     *
     * @param text when it ends and when it began, in ms of 13 digits each; who muted it, a unit separator, and the reason. Null if the
     *             group was never muted
     * @param now  in ms
     */
    public static Optional<Mute> mute(String text, long now) {
        if (text == null || Long.parseLong(text.substring(0, TIME)) <= now) {
            return Optional.empty();
        }
        String[] words = text.substring(2 * TIME).split("\u001f", 2);
        return Optional.of(new Mute(
                Instant.ofEpochMilli(Long.parseLong(text.substring(0, TIME))),
                Instant.ofEpochMilli(Long.parseLong(text.substring(TIME, 2 * TIME))),
                words[0],
                words[1]));
    }
}
