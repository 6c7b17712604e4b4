package nightshift.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.job.Destination;
import nightshift.job.Failure;
import nightshift.job.FailureCause;
import nightshift.job.Fingerprint;
import nightshift.job.Reserved;
import nightshift.task.TaskName;

/** Finds the cause of a failure. */
public final class Causes {

    private static final int FINGERPRINT_BYTES = 8;
    /** How the messages of HTTP requests begin that were answered with an error; {@code http.Outcome} writes them. */
    private static final Pattern HTTP_STATUS = Pattern.compile("(?:HTTP status )?([1-9][0-9]{2})\\b.*", Pattern.DOTALL);

    private static final String HTTP_STATUS_TYPE = "http-status";

    private Causes() {}

    /**
     * The cause of a failure of this task.
     *
     * @param host what the job calls
     */
    public static FailureCause of(TaskName task, Failure failure, Optional<Destination> host) {
        String message = Messages.normalized(failure.message());
        String frame = clean(Frames.top(failure.stackTrace()));
        Optional<Integer> status = status(task, failure);
        String whole = String.join(
                "\n",
                task.value(),
                failure.type(),
                message,
                frame,
                status.map(Object::toString).orElse(""),
                host.map(Destination::host).orElse(""));
        return new FailureCause(
                fingerprint(whole), Optional.of(task), clean(failure.type()), message, frame, status, host);
    }

    private static Optional<Integer> status(TaskName task, Failure failure) {
        if (!task.equals(Reserved.HTTP_TASK) || !failure.type().equals(HTTP_STATUS_TYPE)) {
            return Optional.empty();
        }
        Matcher status = HTTP_STATUS.matcher(failure.message());
        return status.matches() ? Optional.of(Integer.valueOf(status.group(1))) : Optional.empty();
    }

    /** Without control characters, which separate the values of a cause in the store. */
    private static String clean(String text) {
        return Messages.CONTROL.matcher(text).replaceAll(" ");
    }

    private static Fingerprint fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return new Fingerprint(HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
