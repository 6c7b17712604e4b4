package nightshift.api.jobs;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import nightshift.access.Permission;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.web.Json;
import nightshift.web.callers.Needs;
import tools.jackson.core.JsonGenerator;

/** Tasks that this server knows. */
@Path("/tasks")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class TasksResource {

    private final TaskDefinition.Catalog tasks;

    /** The resource of these tasks. */
    @Inject
    public TasksResource(TaskDefinition.Catalog tasks) {
        this.tasks = tasks;
    }

    /** All tasks. */
    @GET
    @Needs(Permission.READ)
    public Json all() {
        return Json.items(tasks.all(), TasksResource::write);
    }

    private static void write(JsonGenerator out, TaskDefinition task) {
        out.writeStartObject();
        out.writeStringProperty("name", task.name().value());
        out.writeStringProperty("description", task.description());
        out.writeBooleanProperty("internal", Reserved.isReserved(task.name()));
        out.writeStringProperty("timeout", task.timeout().toString());
        out.writeName("argsSchema");
        out.writeRawValue(task.argsSchema());
        out.writeEndObject();
    }
}
