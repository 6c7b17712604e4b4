package nightshift.api.jobs;

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
import nightshift.api.answer.JobFacetsAnswer;
import nightshift.store.JobCatalog;
import nightshift.store.JobFilter;
import nightshift.web.Json;
import nightshift.web.Query;
import nightshift.web.callers.Needs;

/** How many jobs meet the conditions of a list. */
@Path("/jobs:facets")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class FacetsResource {

    private final JobCatalog catalog;

    /** The resource of the jobs behind this port. */
    @Inject
    public FacetsResource(JobCatalog catalog) {
        this.catalog = catalog;
    }

    /** Counts the jobs. */
    @GET
    @Needs(Permission.READ)
    public Json facets(@Context UriInfo uri) {
        Query query = Query.of(uri);
        JobFilter filter = Conditions.read(query);
        query.end();
        return AnswerJson.of(JobFacetsAnswer.of(catalog.tally(filter)));
    }
}
