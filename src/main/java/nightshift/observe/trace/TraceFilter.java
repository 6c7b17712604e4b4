package nightshift.observe.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts the trace of a request on every line that is logged while it is answered. */
public class TraceFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        LogFields.trace(TraceId.ofRequest(request.getHeader("traceparent")));
        try {
            chain.doFilter(request, response);
        } finally {
            LogFields.clear();
        }
    }
}
