package nightshift.api.access;

/** The body of a sign-in. */
record Credentials(String username, String password) {}
