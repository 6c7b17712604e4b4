package nightshift.api.jobs;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import nightshift.access.Access;
import nightshift.access.Permission;
import nightshift.job.Spread;
import nightshift.web.Api;
import nightshift.web.HeadersFilter;
import nightshift.web.Problem;
import nightshift.web.ProblemServlet;
import nightshift.web.Problems;
import nightshift.web.RequestKey;
import nightshift.web.callers.Callers;
import nightshift.web.callers.PublicAddress;
import nightshift.web.exchange.BodyFilter;
import nightshift.web.exchange.Exchange;
import nightshift.web.exchange.StreamedBodies;

/**
 * Takes jobs that come as lines, for as long as the client sends. A filter, because JAX-RS can read a body only with a
 * thread that waits for it: everything else at this path is passed on to {@link BatchCreateResource}.
 */
public class LinesFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Access access;

    @Inject
    private transient PublicAddress address;

    @Inject
    private transient LinesIntake calls;

    @Inject
    private transient OpenTelemetry telemetry;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!StreamedBodies.isJobLines(request)) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(Exchange.ROUTE, StreamedBodies.JOB_LINES);
        LinesSpan span = LinesSpan.begin(telemetry, request, StreamedBodies.JOB_LINES);
        try {
            check(request);
            take(request, response, spread(request), span);
        } catch (RuntimeException e) {
            ProblemServlet.refuse(response, Problems.of(e));
            span.end(response.getStatus());
        }
    }

    private void check(HttpServletRequest request) {
        Callers callers = new Callers(access, address);
        Callers.Request sender = Exchange.sender(request);
        callers.requireOwnOrigin(sender);
        callers.require(callers.identify(sender), Permission.SUBMIT);
        BodyFilter.requireReadable(request.getHeader("Content-Encoding"), type(request.getContentType()));
        BatchCreateResource.requireNoKey(request.getHeader(RequestKey.HEADER));
    }

    private static MediaType type(String text) {
        try {
            return MediaType.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(415, "The Content-Type cannot be understood.").exception();
        }
    }

    private static Spread spread(HttpServletRequest request) {
        String text = request.getParameter("spread");
        try {
            return text == null ? Spread.NONE : BatchCreateResource.spread(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("?spread", e.getMessage()).exception();
        }
    }

    private void take(HttpServletRequest request, HttpServletResponse response, Spread spread, LinesSpan span) {
        LinesIntake.Place place = calls.place();
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HeadersFilter.BUFFERING, HeadersFilter.NO);
        response.setContentType(Api.NDJSON);
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        place.begin(context, spread, span.trace(), () -> span.end(response.getStatus()));
    }
}
