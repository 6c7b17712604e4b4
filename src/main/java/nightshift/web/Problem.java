package nightshift.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;
import nightshift.task.Violation;
import tools.jackson.core.JsonGenerator;

/**
 * Why a request was refused (RFC 9457).
 *
 * @param status     HTTP status
 * @param detail     for people
 * @param errors     the parts of the request that are wrong. Each has as its pointer a JSON Pointer into the body,
 *                   {@code ?name} of a query parameter, {@code body:line 3} of a file, or the name of a header, and a detail to be
 *                   read after that: {@code must be from 1 to 9}
 * @param state      the state that is the reason for the refusal, as the resource shows it
 * @param job        the job that is the reason for the refusal, where that is another one than was asked for
 * @param retryAfter when to ask again
 */
public record Problem(
        int status,
        String detail,
        List<Violation> errors,
        Optional<String> state,
        Optional<JobId> job,
        Optional<Duration> retryAfter)
        implements Json {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Duration UNAVAILABLE_RETRY = Duration.ofMinutes(1);

    /** A problem that is not the fault of a part of the request. */
    public Problem(int status, String detail) {
        this(status, detail, List.of());
    }

    /** A problem with parts of the request. */
    public Problem(int status, String detail, List<Violation> errors) {
        this(status, detail, errors, Optional.empty(), Optional.empty());
    }

    public Problem(
            int status, String detail, List<Violation> errors, Optional<String> state, Optional<Duration> retryAfter) {
        this(status, detail, errors, state, Optional.empty(), retryAfter);
    }

    /** A header or query parameter that cannot be used. */
    public static Problem badRequest(String pointer, String detail) {
        return new Problem(400, "The request cannot be understood.", List.of(new Violation(pointer, detail)));
    }

    /**
     * What the path names does not exist.
     *
     * @param what the kind of thing, such as {@code job}
     */
    public static Problem notFound(String what) {
        return new Problem(404, "There is no such " + what + ".");
    }

    /** @param state the current state, as the resource shows it */
    public static Problem conflict(String state, String detail) {
        return new Problem(409, detail, List.of(), Optional.of(state), Optional.empty());
    }

    /** @param holder the live job that has the unique key, in this state */
    public static Problem uniqueKeyHeld(JobId holder, String state) {
        return new Problem(
                409,
                "Job " + holder + ", which is " + state + ", has this unique key.",
                List.of(),
                Optional.of(state),
                Optional.of(holder),
                Optional.empty());
    }

    /**
     * There are too many requests like this one at the moment.
     *
     * @param retryAfter when to ask again
     */
    public static Problem tooMany(String detail, Duration retryAfter) {
        return new Problem(429, detail, List.of(), Optional.empty(), Optional.of(retryAfter));
    }

    /** A part of this server is off, or cannot do its work. */
    public static Problem unavailable(String detail) {
        return new Problem(503, detail, List.of(), Optional.empty(), Optional.of(UNAVAILABLE_RETRY));
    }

    /** The cause is for the log: it names hosts that clients must not see. */
    static Problem of(StoreUnavailable e) {
        return new Problem(503, e.detail(), List.of(), Optional.empty(), Optional.of(e.retryAfter()));
    }

    /** The exception that answers a request with this problem. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** The name of the status. */
    public String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 416 -> "Range Not Satisfiable";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            case 507 -> "Insufficient Storage";
            default -> "HTTP " + status;
        };
    }

    @Override
    public void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("type", "about:blank");
        out.writeStringProperty("title", title());
        out.writeNumberProperty("status", status);
        out.writeStringProperty("detail", detail);
        state.ifPresent(s -> out.writeStringProperty("state", s));
        job.ifPresent(id -> out.writeStringProperty("jobId", id.toString()));
        if (!errors.isEmpty()) {
            out.writeArrayPropertyStart("errors");
            for (Violation error : errors) {
                out.writeStartObject();
                out.writeStringProperty("pointer", error.pointer());
                out.writeStringProperty("detail", error.detail());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
