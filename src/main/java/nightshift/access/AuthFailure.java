package nightshift.access;

/** Why somebody was not let in. */
public enum AuthFailure {
    /** The request brought neither a key nor a session. */
    NO_CREDENTIALS,
    /** The API key is nobody's. */
    BAD_KEY,
    /** The session has ended, or never was. */
    SESSION_ENDED,
    /** No such account, or another password. */
    BAD_PASSWORD,
    /** Too many sign-ins of late. */
    THROTTLED,
    /** The caller is known, but may not do that. */
    FORBIDDEN,
    /** The request comes from another site, with a browser's cookie or for it. */
    OTHER_SITE
}
