package nightshift.access;

/**
 * An authenticated caller.
 *
 * @param name the account's name, or the name of the API key
 * @param role what it may do
 */
public record Principal(String name, Role role) {}
