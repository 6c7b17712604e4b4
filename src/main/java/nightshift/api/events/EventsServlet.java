package nightshift.api.events;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.access.Access;
import nightshift.access.Permission;
import nightshift.web.Api;
import nightshift.web.HeadersFilter;
import nightshift.web.Problem;
import nightshift.web.ProblemServlet;
import nightshift.web.Problems;
import nightshift.web.Query;
import nightshift.web.callers.Callers;
import nightshift.web.callers.PublicAddress;
import nightshift.web.exchange.Exchange;

/** Events as they happen. A servlet, because it must be able to write without waiting for slow clients. */
@WebServlet(urlPatterns = Api.PATH + "/events", asyncSupported = true)
public class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Access access;

    @Inject
    private transient PublicAddress address;

    @Inject
    private transient EventStreams streams;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HeadersFilter.BUFFERING, HeadersFilter.NO);
        try {
            listen(request, response);
        } catch (RuntimeException e) {
            ProblemServlet.refuse(response, Problems.of(e));
        }
    }

    private void listen(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            throw new Problem(405, "This path does not support this method.").exception();
        }
        Callers callers = new Callers(access, address);
        callers.require(callers.identify(Exchange.sender(request)), Permission.READ);
        String accept = request.getHeader("Accept");
        if (accept != null
                && !accept.contains("text/event-stream")
                && !accept.contains("*/*")
                && !accept.contains("text/*")) {
            throw new Problem(406, "This path cannot answer in a type that Accept allows.").exception();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        EventFilter filter = EventFilter.of(new Query(parameters));
        Optional<String> lastEventId =
                Optional.ofNullable(request.getHeader("Last-Event-ID")).filter(id -> !id.isEmpty());
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        try {
            streams.open(context, filter, lastEventId);
        } catch (RuntimeException e) {
            ProblemServlet.refuse(response, Problems.of(e));
            context.complete();
        }
    }
}
