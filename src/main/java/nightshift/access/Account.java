package nightshift.access;

/**
 * A person who can sign in.
 *
 * @param principal who it is
 * @param password  what proves it
 */
public record Account(Principal principal, PasswordHash password) {}
