package nightshift.access;

/**
 * A person who can sign in.
 *
 * @param principal who it is
 * @param password the hash of the password
 */
public record Account(Principal principal, PasswordHash password) {}
