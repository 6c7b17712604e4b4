package nightshift.web.exchange;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import nightshift.access.Access;
import nightshift.web.Api;
import nightshift.web.ProblemException;
import nightshift.web.ProblemServlet;
import nightshift.web.Problems;
import nightshift.web.callers.AuthenticationFilter;
import nightshift.web.callers.Callers;
import nightshift.web.callers.PublicAddress;
import nightshift.web.wire.Pace;

/**
 * Reads the body of a request before the application sees the request. From an unknown caller, only a sign-in is read.
 */
public class BodyGate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** A name and a password, each character escaped. */
    private static final int SIGN_IN_MOST = 8 * 1024;

    private static final Pace SIGN_IN_PACE = new Pace(Duration.ofSeconds(5), 1024, Duration.ofSeconds(5));
    private static final Pace PACE = new Pace(Duration.ofSeconds(10), 1024, Duration.ofMinutes(1));
    /** Together fewer than the server has threads, so that requests whose body has arrived always find one. */
    private static final int SIGN_INS_WAITED_FOR = 32;

    private static final int BODIES_WAITED_FOR = 64;
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");

    private final transient BodyReader signIns = new BodyReader(SIGN_IN_MOST, SIGN_IN_PACE, SIGN_INS_WAITED_FOR);
    private final transient BodyReader bodies = new BodyReader(BodyFilter.MOST, PACE, BODIES_WAITED_FOR);

    @Inject
    private transient Access access;

    @Inject
    private transient PublicAddress address;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!Exchange.hasBody(request) || StreamedBodies.isMeant(request)) {
            chain.doFilter(request, response);
        } else if (WITHOUT_BODY.contains(request.getMethod())) {
            chain.doFilter(ReadRequest.unread(request), response);
        } else if (isSignIn(request)) {
            read(signIns, request, response, chain);
        } else if (isKnown(request)) {
            read(bodies, request, response, chain);
        } else {
            chain.doFilter(ReadRequest.unread(request), response);
        }
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return request.getRequestURI().equals(Api.PATH + "/session");
    }

    /** Also keeps the result for {@link AuthenticationFilter}. */
    private boolean isKnown(HttpServletRequest request) {
        Callers callers = new Callers(access, address);
        Callers.Identity identity = callers.lookAt(Exchange.sender(request));
        request.setAttribute(Callers.IDENTITY, identity);
        return identity.isKnown();
    }

    private static void read(
            BodyReader reader, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        byte[] body;
        try {
            body = reader.read(request);
        } catch (ProblemException e) {
            response.setHeader("Connection", "close"); // nobody reads the rest
            ProblemServlet.refuse(response, Problems.of(e));
            return;
        }
        chain.doFilter(ReadRequest.of(request, body), response);
    }
}
