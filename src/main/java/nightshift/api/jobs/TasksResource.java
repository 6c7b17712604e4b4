package nightshift.api.jobs;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.TaskListAnswer;
import nightshift.job.TaskDefinition;
import nightshift.web.Json;
import nightshift.web.callers.Needs;

/** The tasks that this server knows. */
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
        return AnswerJson.of(TaskListAnswer.of(tasks.all()));
    }
}
