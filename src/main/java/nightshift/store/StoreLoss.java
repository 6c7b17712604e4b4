package nightshift.store;

import java.time.Instant;

/**
 * The store no longer has data that it had.
 *
 * @param kind   how that shows
 * @param at     when a server noticed it
 */
public record StoreLoss(Kind kind, Instant at) {

    /** How a loss shows. */
    public enum Kind {
        /** The store came back without any data. */
        EMPTIED("Redis came back empty."),
        /** The store is not the one that was here before: another server, or another backup. */
        REPLACED("Another Redis took the place of the one that was here."),
        /** The store is the same one, in an earlier state. */
        WENT_BACK("Redis went back to an earlier state."),
        /** The store has what single commands wrote and lacks what scripts wrote, so it did not replay its whole log. */
        SCRIPTS_LOST("Redis skipped parts of its log when it started.");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The loss in a sentence. */
        public String text() {
            return text;
        }
    }
}
