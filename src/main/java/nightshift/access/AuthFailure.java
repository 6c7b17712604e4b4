package nightshift.access;

/** Why a caller was refused. */
public enum AuthFailure {
    /** The request brought neither a key nor a session. */
    NO_CREDENTIALS,
    /** The API key is unknown. */
    BAD_KEY,
    /** The session has ended or never existed. */
    SESSION_ENDED,
    /** The account does not exist or the password is wrong. */
    BAD_PASSWORD,
    /** Too many recent sign-ins. */
    THROTTLED,
    /** The caller is known but does not have the permission. */
    FORBIDDEN,
    /** The request comes from a page of another site: it uses a browser's cookie, or tries to get one. */
    OTHER_SITE
}
