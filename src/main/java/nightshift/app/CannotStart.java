package nightshift.app;

/** This server cannot start until an operator changes something. The message says what, in one line. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }
}
