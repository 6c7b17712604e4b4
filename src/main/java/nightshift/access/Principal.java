package nightshift.access;

/**
 * A caller that proved who it is.
 *
 * @param name the account's name, or the name of the API key
 * @param role what it may do
 */
public record Principal(String name, Role role) {}
