package nightshift.job;

/**
 * Why an attempt did not succeed.
 *
 * @param type       short and stable, to group by: an exception's class name or a word such as {@code http-status}
 * @param message    for people; cut at {@link Limits#FAILURE_TEXT} characters
 * @param stackTrace where it happened, or empty; cut at {@link Limits#FAILURE_TEXT} characters
 */
public record Failure(String type, String message, String stackTrace) {

    /** Cuts overlong texts. */
    public Failure {
        type = cut(type, 200);
        message = cut(message == null ? "" : message, Limits.FAILURE_TEXT);
        stackTrace = cut(stackTrace, Limits.FAILURE_TEXT);
    }

    /** A failure that no exception stands for. */
    public Failure(String type, String message) {
        this(type, message, "");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
