package nightshift.access;

import java.time.Duration;

/** The result of an attempt to sign in. */
public sealed interface SignIn {

    /**
     * The caller is signed in.
     *
     * @param principal the caller
     * @param token     proves the session in later requests
     */
    record SignedIn(Principal principal, String token) implements SignIn {}

    /** The account does not exist or the password is wrong. The answer does not say which. */
    record Refused() implements SignIn {}

    /**
     * Too many recent attempts.
     *
     * @param retryAfter how long to wait
     */
    record Throttled(Duration retryAfter) implements SignIn {}
}
