package nightshift.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers for paths under {@code /api} that are outside the current version of the API. */
@WebServlet(urlPatterns = "/api/*", asyncSupported = true)
public class ProblemServlet extends HttpServlet {

    /** The answer for a path that the API does not have. */
    public static final Problem NOT_HERE =
            new Problem(404, "There is nothing at this path. The API is at " + Api.PATH + ".");

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuse(response, NOT_HERE);
    }

    /** Answers a request with a problem. */
    public static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(Problem.MEDIA_TYPE);
        problem.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", String.valueOf(wait.toSeconds())));
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        byte[] body = problem.bytes();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
