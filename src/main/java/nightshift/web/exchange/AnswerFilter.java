package nightshift.web.exchange;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import nightshift.web.Api;
import nightshift.web.wire.Patience;

/** Sends answers without a thread that waits for the client. Streams and downloads do this themselves. */
public class AnswerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String EVENTS = Api.PATH + "/events";

    @Inject
    private transient Patience patience;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().equals(EVENTS)) {
            chain.doFilter(request, response);
            return;
        }
        Answer answer = new Answer(request, response, patience);
        AnsweredRequest answered = new AnsweredRequest(request, answer);
        chain.doFilter(answered, answer);
        if (!answered.wasSuspended()) { // also not when it has been completed by now
            answer.send(request);
        }
    }
}
