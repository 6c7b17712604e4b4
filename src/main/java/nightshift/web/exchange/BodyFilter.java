package nightshift.web.exchange;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/** Refuses bodies that say they are too large, compressed, or in another encoding than UTF-8. */
@Provider
public class BodyFilter implements ContainerRequestFilter {

    /** Largest body, in bytes; for streamed bodies the largest line. */
    public static final int MOST = 1 << 20;

    private static final int ENCODING_SHOWN = 50;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext context) {
        requireReadable(context.getHeaderString(HttpHeaders.CONTENT_ENCODING), context.getMediaType());
        if (resource.getResourceMethod() != null
                && !resource.getResourceMethod().isAnnotationPresent(Streamed.class)) {
            if (isTooLarge(context.getHeaderString(HttpHeaders.CONTENT_LENGTH), MOST)) {
                throw tooLarge(MOST).exception();
            }
        }
    }

    /** @throws ProblemException with 415 if a body cannot be read */
    public static void requireReadable(String encoding, MediaType type) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Problem(
                            415,
                            "Compressed bodies are not accepted: send it without Content-Encoding, not as \""
                                    + encoding.substring(0, Math.min(encoding.length(), ENCODING_SHOWN)) + "\".")
                    .exception();
        }
        String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw new Problem(415, "Bodies are accepted in UTF-8 only.").exception();
        }
    }

    static Problem tooLarge(int most) {
        return new Problem(413, "The body has more than " + most + " bytes.");
    }

    /** Not by {@code getLength()}, which fails above 2 GB. */
    static boolean isTooLarge(String length, int most) {
        return length != null && (length.length() > 18 || length.matches("\\d+") && Long.parseLong(length) > most);
    }
}
