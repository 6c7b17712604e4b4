package nightshift.api;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import nightshift.access.Access;
import nightshift.wire.Pace;
import nightshift.wire.Patience;

/**
 * Lets a request in when its body has arrived. No thread waits for the body meanwhile, and of a caller who is not known
 * only a sign-in is read at all.
 */
public class BodyGate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** A name and a password, each character escaped. */
    private static final int SIGN_IN_MOST = 8 * 1024;
    private static final Pace SIGN_IN_PACE = new Pace(Duration.ofSeconds(5), 1024, Duration.ofSeconds(5));
    private static final Pace PACE = new Pace(Duration.ofSeconds(10), 1024, Duration.ofMinutes(1));
    private static final int SIGN_INS_MOST = 4 << 20;
    private static final long TOGETHER_MOST = Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 8);
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");

    private final transient BodyRoom signIns = new BodyRoom(SIGN_INS_MOST);
    private final transient BodyRoom room = new BodyRoom(TOGETHER_MOST);

    @Inject
    private transient Access access;

    @Inject
    private transient PublicAddress address;

    @Inject
    private transient Patience patience;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!Exchange.hasBody(request) || isStreamed(request)) {
            chain.doFilter(request, response);
        } else if (WITHOUT_BODY.contains(request.getMethod())) {
            chain.doFilter(ReadRequest.unread(request), response);
        } else if (isSignIn(request)) {
            signIn(request, response);
        } else if (isKnown(request) && !BodyFilter.isTooLarge(request.getHeader("Content-Length"), BodyFilter.MOST)) {
            read(request, response, BodyFilter.MOST, room, PACE);
        } else {
            chain.doFilter(ReadRequest.unread(request), response);
        }
    }

    /** Whether whoever answers this request reads the body bit by bit, without a thread of the server's. */
    private static boolean isStreamed(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(ImportsResource.PATH) || LinesFilter.isMeant(request);
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return request.getRequestURI().equals(Api.PATH + "/session");
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (BodyFilter.isTooLarge(request.getHeader("Content-Length"), SIGN_IN_MOST)) {
            response.setHeader("Connection", "close");
            ProblemServlet.refuse(response, BodyFilter.tooLarge(SIGN_IN_MOST));
        } else {
            read(request, response, SIGN_IN_MOST, signIns, SIGN_IN_PACE);
        }
    }

    /** Also keeps what was found out for {@link AuthenticationFilter}. */
    private boolean isKnown(HttpServletRequest request) {
        Callers callers = new Callers(access, address);
        Callers.Identity identity = callers.lookAt(Exchange.sender(request));
        request.setAttribute(Callers.IDENTITY, identity);
        return identity.isKnown();
    }

    private void read(HttpServletRequest request, HttpServletResponse response, int most, BodyRoom place, Pace pace) {
        ReadRequest read = ReadRequest.of(request);
        AsyncContext context = request.startAsync(read, response);
        context.setTimeout(0);
        new BodyCollector(context, read, most, place).start(pace, patience);
    }
}
