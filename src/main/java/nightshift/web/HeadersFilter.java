package nightshift.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Keeps answers out of caches and streamed answers out of the buffers of proxies, and keeps browsers from guessing
 * another type.
 */
@Provider
public class HeadersFilter implements ContainerResponseFilter {

    /** The header that says whether a proxy may buffer an answer. */
    public static final String BUFFERING = "X-Accel-Buffering";

    /** The value of {@link #BUFFERING} that forbids it. */
    public static final String NO = "no";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Cache-Control", "no-store");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        boolean answersWhileItReads = request.getMethod().equals("POST")
                && response.getMediaType() != null
                && response.getMediaType().toString().equals(Api.NDJSON);
        if (answersWhileItReads) {
            response.getHeaders().putSingle(BUFFERING, NO);
        }
    }
}
