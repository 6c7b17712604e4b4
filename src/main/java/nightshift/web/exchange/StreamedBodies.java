package nightshift.web.exchange;

import jakarta.servlet.http.HttpServletRequest;
import nightshift.web.Api;

/** The requests whose handler reads the body piece by piece, without a thread of the server. */
public final class StreamedBodies {

    /** The path for jobs as lines. */
    public static final String JOB_LINES = Api.PATH + "/jobs:batchCreate";

    private static final String IMPORTS = Api.PATH + "/imports";

    private StreamedBodies() {}

    /** Whether a request is one of them. */
    static boolean isMeant(HttpServletRequest request) {
        return request.getRequestURI().equals(IMPORTS) || isJobLines(request);
    }

    /** Whether a request has jobs as lines. */
    public static boolean isJobLines(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && request.getRequestURI().equals(JOB_LINES)
                && isLines(request.getContentType());
    }

    private static boolean isLines(String type) {
        return type != null && type.strip().regionMatches(true, 0, Api.NDJSON, 0, Api.NDJSON.length());
    }
}
