package nightshift.api.status;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import nightshift.access.Permission;
import nightshift.job.WorkerInfo;
import nightshift.store.WorkerRegistry;
import nightshift.web.Json;
import nightshift.web.callers.Needs;
import tools.jackson.core.JsonGenerator;

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
        return Json.items(workers.workers(), WorkersResource::write);
    }

    private static void write(JsonGenerator out, WorkerInfo worker) {
        out.writeStartObject();
        out.writeStringProperty("id", worker.id());
        out.writeStringProperty("host", worker.host());
        out.writeNumberProperty("pid", worker.pid());
        out.writeStringProperty("version", worker.version());
        out.writeStringProperty("state", worker.state().name());
        out.writeStringProperty("startedAt", Json.time(worker.startedAt()));
        out.writeStringProperty("heartbeatAt", Json.time(worker.heartbeatAt()));
        out.writeNumberProperty("concurrency", worker.concurrency());
        out.writeNumberProperty("running", worker.running());
        out.writeArrayPropertyStart("tasks");
        worker.tasks().stream().sorted().forEach(task -> out.writeString(task.value()));
        out.writeEndArray();
        out.writeEndObject();
    }
}
