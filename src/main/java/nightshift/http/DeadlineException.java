package nightshift.http;

import java.io.IOException;
import java.time.Duration;

/** An exchange was not complete in time. */
final class DeadlineException extends IOException {

    private static final long serialVersionUID = 1L;

    DeadlineException(Duration limit, Throwable cause) {
        super("no complete answer within " + limit, cause);
    }
}
