package nightshift.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers every exception with a problem. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable e) {
        Problem problem = Problems.of(e);
        Response.ResponseBuilder response = Response.status(problem.status(), problem.title())
                .type(Problem.MEDIA_TYPE)
                .entity(problem);
        problem.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (e instanceof WebApplicationException refused
                && refused.getResponse().getHeaderString("Allow") != null) {
            response.header("Allow", refused.getResponse().getHeaderString("Allow"));
        }
        return response.build();
    }
}
