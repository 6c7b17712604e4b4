package nightshift.api.jobs;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.store.JobPlace;
import nightshift.store.JobPlaces;
import nightshift.store.StoreHealth;
import nightshift.store.WorkerRegistry;
import nightshift.task.JobId;
import nightshift.web.Json;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.callers.Needs;

/** Why jobs are not running. */
@Path("/jobs/{id: [^/:]+}:explain")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class ExplainResource {

    private final JobPlaces places;
    private final WorkerRegistry workers;
    private final StoreHealth store;

    /** The resource that explains the jobs behind these ports. */
    @Inject
    public ExplainResource(JobPlaces places, WorkerRegistry workers, StoreHealth store) {
        this.places = places;
        this.workers = workers;
        this.store = store;
    }

    /** Why a job is not running. */
    @GET
    @Needs(Permission.READ)
    public Json explain(@PathParam("id") String text, @Context UriInfo uri) {
        Query.of(uri).end();
        JobPlace place = JobId.parse(text)
                .flatMap(places::place)
                .orElseThrow(() -> Problem.notFound("job").exception());
        return AnswerJson.of(Explanation.of(place, workers.workers(), store.status()));
    }
}
