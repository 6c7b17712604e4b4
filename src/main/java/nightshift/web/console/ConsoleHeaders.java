package nightshift.web.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sets the headers that say what the console may load and what browsers may cache. Built files have a hash in their
 * name and never change. Everything else is requested again each time.
 */
public class ConsoleHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    // The component kit sets styles on elements, so inline styles stay allowed; scripts come from files only.
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = Paths.of(request);
        if (!Paths.isCall(path)) {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader(
                    "Cache-Control", path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        }
        chain.doFilter(request, response);
    }
}
