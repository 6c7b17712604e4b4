package nightshift.api.answer;

import nightshift.access.Principal;
import nightshift.access.Role;

/** Who is signed in. */
@Doc("The caller.")
public record SessionAnswer(
        @Doc("Or the name of the API key.") String username, Role role) {

    /** The answer for this caller. */
    public static SessionAnswer of(Principal principal) {
        return new SessionAnswer(principal.name(), principal.role());
    }
}
