package nightshift.api.answer;

import nightshift.access.Principal;
import nightshift.access.Role;

/** Who is signed in. */
@Doc("Who sent the request.")
public record SessionAnswer(
        @Doc("The name of the user who signed in, or of the API key.")
        String username,

        @Doc("The role of the caller, which decides what it can do.")
        Role role) {

    /** The answer for this caller. */
    public static SessionAnswer of(Principal principal) {
        return new SessionAnswer(principal.name(), principal.role());
    }
}
