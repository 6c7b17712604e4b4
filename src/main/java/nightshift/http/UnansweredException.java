package nightshift.http;

import java.io.IOException;

/**
 * A connection that had served other requests broke before any byte of an answer. The receiver closes such connections
 * whenever it likes (RFC 9112 section 9.5), so the request can be sent again on a new one.
 */
final class UnansweredException extends IOException {

    private static final long serialVersionUID = 1L;

    UnansweredException(Throwable cause) {
        super("the connection was closed before the request was sent", cause);
    }
}
