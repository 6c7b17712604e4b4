package nightshift.api.status;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import nightshift.access.Permission;
import nightshift.job.Objectives;
import nightshift.web.Json;
import nightshift.web.callers.Needs;
import tools.jackson.core.JsonGenerator;

/** How the service level objectives stand. */
@Path("/objectives")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class ObjectivesResource {

    private static final String WINDOW = "P30D";

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
        return objectives.report().thenApply(report -> out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            report.items().forEach(item -> write(out, item));
            out.writeEndArray();
            out.writeObjectPropertyStart("source");
            out.writeStringProperty("state", report.source().state().name());
            report.source().detail().ifPresent(detail -> out.writeStringProperty("detail", detail));
            report.source().asOf().ifPresent(at -> out.writeStringProperty("asOf", Json.time(at)));
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Objectives.Objective item) {
        out.writeStartObject();
        out.writeStringProperty("name", item.name());
        item.queue().ifPresent(queue -> out.writeStringProperty("queue", queue));
        out.writeNumberProperty("objective", item.objective());
        item.errorBudgetRemaining().ifPresent(left -> out.writeNumberProperty("errorBudgetRemaining", left));
        item.burnRate().ifPresent(rate -> out.writeNumberProperty("burnRate", rate));
        item.events().ifPresent(events -> out.writeNumberProperty("events", Math.round(events)));
        out.writeStringProperty("window", WINDOW);
        out.writeEndObject();
    }
}
