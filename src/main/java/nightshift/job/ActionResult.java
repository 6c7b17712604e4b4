package nightshift.job;

import java.util.Locale;

/** What an operation has done to a job, or why it has done nothing. */
public enum ActionResult {
    /** The action is done. */
    DONE('d'),
    /** The job was created after the operation. */
    NEWER('x'),
    /** The job's record cannot be read, for example because a later version wrote it. */
    UNREADABLE('f'),
    /** The job no longer exists. */
    GONE('g'),
    /** The job has changed since it was found, and may no longer fit. */
    CHANGED('c'),
    /** The job is one of Nightshift's own. */
    INTERNAL('o'),
    /** The job is already as the action would make it. */
    UNCHANGED('n'),
    /** The job runs. */
    RUNNING('r'),
    /** The action does not apply in the job's state. */
    STATE('s'),
    /** Another live job has the job's unique key. */
    UNIQUE_KEY_HELD('u');

    private final char code;

    ActionResult(char code) {
        this.code = code;
    }

    /** The code in the store. */
    public char code() {
        return code;
    }

    /** The name in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the job fits and was left as it is on purpose. */
    public boolean isSkip() {
        return this != DONE && this != NEWER && this != UNREADABLE;
    }

    /** The result of a code. */
    public static ActionResult ofCode(char code) {
        for (ActionResult result : values()) {
            if (result.code == code) {
                return result;
            }
        }
        throw new IllegalArgumentException("no result has the code " + code);
    }
}
