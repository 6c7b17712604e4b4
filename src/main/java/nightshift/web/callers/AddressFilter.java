package nightshift.web.callers;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nightshift.web.ApiPath;
import nightshift.web.Problem;
import nightshift.web.ProblemServlet;

/**
 * Refuses requests whose address or {@code Accept} header cannot be read: JAX-RS would treat them as errors of the
 * server. Programs get a problem, browsers a page.
 */
public class AddressFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Problem AMBIGUOUS =
            new Problem(400, "The path has a backslash, or an encoded slash, backslash or dot. No path here has one.");
    private static final String NOT_ENCODED =
            "has a character that must be percent-encoded, or a percent sign without two hexadecimal digits after it";
    private static final Pattern WEIGHT = Pattern.compile(";\\s*[qQ]\\s*=([^;,]*)");
    private static final Pattern NUMBER = Pattern.compile("\\s*[0-9]{0,9}(\\.[0-9]{0,9})?\\s*");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        boolean isCall = ApiPath.isMeant(path);
        Optional<Problem> problem = host(request).or(() -> path(path));
        if (isCall && problem.isEmpty()) {
            problem = call(path, request.getQueryString()).or(() -> accept(request.getHeader("Accept")));
        }
        if (problem.isEmpty()) {
            chain.doFilter(request, response);
        } else if (isCall) {
            ProblemServlet.refuse(response, problem.get());
        } else {
            response.sendError(problem.get().status());
        }
    }

    private static Optional<Problem> host(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        if (hosts.isEmpty() && request.getProtocol().equals("HTTP/1.0")) {
            return Optional.empty();
        }
        return hosts.size() == 1 && Authority.parse(hosts.get(0).strip()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        Problem.badRequest("Host", "must be given once, as a name or an address and perhaps a port"));
    }

    private static Optional<Problem> path(String path) {
        return ApiPath.isAmbiguous(path) ? Optional.of(AMBIGUOUS) : Optional.empty();
    }

    private static Optional<Problem> call(String path, String query) {
        if (!path.startsWith("/api/")) {
            return Optional.of(ProblemServlet.NOT_HERE);
        }
        if (!isUri(path)) {
            return Optional.of(new Problem(400, "The path " + NOT_ENCODED + "."));
        }
        return query == null || isUri("?" + query)
                ? Optional.empty()
                : Optional.of(Problem.badRequest("?", NOT_ENCODED));
    }

    private static boolean isUri(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<Problem> accept(String accept) {
        boolean isReadable = accept == null
                || WEIGHT.matcher(accept)
                        .results()
                        .map(weight -> weight.group(1))
                        .allMatch(
                                text -> !text.isBlank() && NUMBER.matcher(text).matches());
        return isReadable
                ? Optional.empty()
                : Optional.of(Problem.badRequest("Accept", "has a weight that is not a number such as q=0.5"));
    }
}
