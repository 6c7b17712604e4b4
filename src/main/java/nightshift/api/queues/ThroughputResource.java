package nightshift.api.queues;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.ThroughputAnswer;
import nightshift.store.QueueControl;
import nightshift.web.Json;
import nightshift.web.Query;
import nightshift.web.callers.Needs;

/** What happened per minute. */
@Path("/throughput")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class ThroughputResource {

    private final QueueControl queues;

    /** The resource of these queues. */
    @Inject
    public ThroughputResource(QueueControl queues) {
        this.queues = queues;
    }

    /** The last minutes, oldest first. */
    @GET
    @Needs(Permission.READ)
    public Json minutes(@Context UriInfo uri) {
        Query query = Query.of(uri);
        int minutes = query.whole("minutes", 1, 120, 60);
        query.end();
        return AnswerJson.of(ThroughputAnswer.of(queues.throughput(minutes)));
    }
}
