package nightshift.api.status;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.IntegrityAnswer;
import nightshift.store.Integrity;
import nightshift.web.Json;
import nightshift.web.callers.Needs;

/** What the self-audit has found. */
@Path("/status")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class IntegrityResource {

    private final Integrity integrity;
    private final ServerInfo server;

    /** The resource of this store's self-audit. */
    @Inject
    public IntegrityResource(Integrity integrity, ServerInfo server) {
        this.integrity = integrity;
        this.server = server;
    }

    /** The last check, the current one, and the next. */
    @GET
    @Path("/integrity")
    @Needs(Permission.READ)
    public Json status() {
        return answer();
    }

    /** Asks for a check at once, which any server with the self-audit on can do. */
    @POST
    @Path("/integrity:check")
    @Needs(Permission.OPERATE)
    public Response check() {
        integrity.ask();
        return Response.accepted(answer()).build();
    }

    private Json answer() {
        return AnswerJson.of(IntegrityAnswer.of(integrity.status(), server.auditInterval()));
    }
}
