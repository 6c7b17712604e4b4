package nightshift.app;

/** Something that an operator has to change before this server can start. The message says what, in one line. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }
}
