package nightshift.api.status;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.ObjectivesAnswer;
import nightshift.job.Objectives;
import nightshift.web.Json;
import nightshift.web.callers.Needs;

/** The state of the service level objectives. */
@Path("/objectives")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class ObjectivesResource {

    private final Objectives objectives;

    /** The resource of these objectives. */
    @Inject
    public ObjectivesResource(Objectives objectives) {
        this.objectives = objectives;
    }

    /** All of them, least error budget first. */
    @GET
    @Needs(Permission.READ)
    public CompletionStage<Json> report() {
        return objectives.report().thenApply(report -> AnswerJson.of(ObjectivesAnswer.of(report)));
    }
}
