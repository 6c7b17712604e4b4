package nightshift.web;

import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.store.StoreUnavailable;

/** Turns an exception into a problem for the client. Errors of the server are logged, once and with an incident id. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class.getName());

    private Problems() {}

    /** The problem for an exception. One that no client caused becomes a 500 without details. */
    public static Problem of(Throwable e) {
        if (e instanceof ProblemException known) {
            return known.problem();
        }
        if (e instanceof StoreUnavailable unavailable) {
            LOG.log(Level.FINE, "A request found the store unavailable", e);
            return Problem.of(unavailable);
        }
        if (e instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return ofStatus(refused.getResponse().getStatus());
        }
        if (e instanceof IOException) {
            LOG.log(Level.FINE, "A request could not be read", e);
            return new Problem(400, "The body cannot be read.");
        }
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, "A request failed, incident " + incident, e);
        return new Problem(
                500,
                "The server failed to answer this request. Its log has the details under incident " + incident + ".");
    }

    /** The detail for a status that the container or JAX-RS has set. */
    static Problem ofStatus(int status) {
        return new Problem(
                status,
                switch (status) {
                    case 404 -> ProblemServlet.NOT_HERE.detail();
                    case 405 -> "This path does not support this method.";
                    case 406 -> "This path cannot answer in a type that Accept allows.";
                    case 415 -> "This path does not accept this Content-Type.";
                    default -> "The request cannot be understood.";
                });
    }
}
