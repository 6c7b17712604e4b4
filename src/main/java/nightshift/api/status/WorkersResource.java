package nightshift.api.status;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.WorkerListAnswer;
import nightshift.store.WorkerRegistry;
import nightshift.web.Json;
import nightshift.web.callers.Needs;

/** Workers of all servers. */
@Path("/workers")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class WorkersResource {

    private final WorkerRegistry workers;

    /** The resource of these workers. */
    @Inject
    public WorkersResource(WorkerRegistry workers) {
        this.workers = workers;
    }

    /** All workers. */
    @GET
    @Needs(Permission.READ)
    public Json all() {
        return AnswerJson.of(WorkerListAnswer.of(workers.workers()));
    }
}
