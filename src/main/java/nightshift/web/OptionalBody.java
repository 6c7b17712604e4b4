package nightshift.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;

/** The JSON body of a request that can also come without one, and then without a type: JAX-RS would refuse that. */
public final class OptionalBody {

    private OptionalBody() {}

    /**
     * Reads it; no bytes if there is none.
     *
     * @throws ProblemException with 415 if it has another type
     */
    public static byte[] read(HttpHeaders headers, InputStream in) throws IOException {
        byte[] body = in.readAllBytes();
        MediaType type = headers.getMediaType();
        if (body.length > 0 && (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))) {
            throw new Problem(415, "The body must have the Content-Type application/json.").exception();
        }
        return body;
    }
}
