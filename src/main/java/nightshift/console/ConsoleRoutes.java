package nightshift.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers the console's own addresses, such as {@code /jobs/…}, with the console, so that reload and links work. What is
 * neither an address nor a file nor a call is refused here: the server itself would write an incident for each.
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
            refuse(HttpServletResponse.SC_METHOD_NOT_ALLOWED, request, response);
        } else if (Paths.isConsoleRoute(path)) {
            request.getRequestDispatcher("/index.html").forward(request, response);
        } else if (getServletContext().getResource(Paths.of(request)) == null) {
            refuse(HttpServletResponse.SC_NOT_FOUND, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    // Not sendError: its status becomes 200 if the request was also the one that changed over to HTTP/2.
    private static void refuse(int status, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-cache");
        request.getRequestDispatcher("/error.html").forward(request, response);
    }
}
