package nightshift.access;

import java.time.Duration;

/** The answer to somebody who wants to sign in. */
public sealed interface SignIn {

    /**
     * Welcome.
     *
     * @param token proves the session from now on
     */
    record SignedIn(Principal principal, String token) implements SignIn {}

    /** No such account, or another password. Which of the two is not told. */
    record Refused() implements SignIn {}

    /**
     * Too many tried of late.
     *
     * @param retryAfter how long to wait
     */
    record Throttled(Duration retryAfter) implements SignIn {}
}
