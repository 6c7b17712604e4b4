package nightshift.search;

/** What was read is not what was stored. */
public final class DamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong */
    public DamagedException(String message) {
        super(message);
    }
}
