package nightshift.web.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers the console's own addresses, such as {@code /jobs/…}, with the console, so that reload and links work. Paths
 * that are neither an address nor a file nor a call are refused here; the server itself would log an incident for each.
 */
public class ConsoleRoutes extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (Paths.isCall(path)) {
            chain.doFilter(request, response);
        } else if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (Paths.isConsoleRoute(path)) {
            request.getRequestDispatcher("/index.html").forward(request, response);
        } else if (getServletContext().getResource(Paths.of(request)) == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }
}
