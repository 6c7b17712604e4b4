package nightshift.api.access;

import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;

/** The credentials in a sign-in request. */
record Credentials(String username, String password) {

    /** @throws ProblemException if the body is something else */
    static Credentials read(byte[] body) {
        Draft draft = new Draft();
        FieldErrors errors = new FieldErrors();
        FieldReader.read(body, 0, body.length, errors, (in, name) -> {
            switch (name) {
                case "username" -> draft.username = in.text(name).orElse("");
                case "password" -> draft.password = in.text(name).orElse("");
                default -> in.unknown(name);
            }
        });
        if (draft.username == null) {
            errors.invalid("/username", "is required");
        }
        if (draft.password == null) {
            errors.invalid("/password", "is required");
        }
        errors.throwIfAny("Nobody was signed in");
        return new Credentials(draft.username, draft.password);
    }

    private static final class Draft {
        private String username;
        private String password;
    }
}
