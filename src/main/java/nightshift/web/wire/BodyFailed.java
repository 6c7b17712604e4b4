package nightshift.web.wire;

import java.io.IOException;

/** A body that does not arrive as a whole. */
public final class BodyFailed extends IOException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** The client sends too slowly. */
        TOO_SLOW,
        /** The connection ended, or what came is not HTTP. */
        CUT_SHORT
    }

    private final Reason reason;

    BodyFailed(Reason reason, Throwable cause) {
        super(reason == Reason.TOO_SLOW ? "the body came too slowly" : "the body did not arrive as a whole", cause);
        this.reason = reason;
    }

    /** Why it failed. */
    public Reason reason() {
        return reason;
    }
}
