package nightshift.api.jobs;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.access.Permission;
import nightshift.format.TimeText;
import nightshift.job.JobListener;
import nightshift.job.Spread;
import nightshift.job.TaskDefinition;
import nightshift.job.TraceParent;
import nightshift.store.JobIntake;
import nightshift.web.Api;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.RequestKey;
import nightshift.web.RequestTrace;
import nightshift.web.callers.Needs;

/** A list of jobs in one request. {@link LinesFilter} serves the same path for jobs that come as lines. */
@Path("/jobs:batchCreate")
@Dependent
@Produces(Api.NDJSON)
public class BatchCreateResource {

    private final JobIntake intake;
    private final JobReader reader;

    /** The resource that submits jobs to this intake. */
    @Inject
    public BatchCreateResource(
            JobIntake intake, JobListener listener, TaskDefinition.Catalog tasks, UnknownTasks unknown) {
        this.intake = intake;
        this.reader = new JobReader(tasks, unknown, listener);
    }

    /** A list of jobs. */
    @POST
    @Needs(Permission.SUBMIT)
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput list(
            @Context UriInfo uri,
            @HeaderParam(RequestKey.HEADER) String key,
            @HeaderParam(TraceParent.HEADER) String traceparent,
            InputStream in)
            throws IOException {
        requireNoKey(key);
        Query query = Query.of(uri);
        Spread spread = query.value("spread", BatchCreateResource::spread).orElse(Spread.NONE);
        query.end();
        Optional<TraceParent> trace = RequestTrace.of(traceparent);
        List<FieldReader.Slice> jobs = jobs(in.readAllBytes());
        return out -> new BatchCreate(reader, intake, spread, trace, out).jobs(jobs);
    }

    private static List<FieldReader.Slice> jobs(byte[] body) {
        FieldErrors errors = new FieldErrors();
        List<FieldReader.Slice> jobs = new ArrayList<>();
        boolean[] given = {false};
        FieldReader.read(body, 0, body.length, errors, (fields, name) -> {
            if (name.equals("jobs")) {
                given[0] = true;
                fields.rawElements(name).ifPresent(jobs::addAll);
            } else {
                fields.unknown(name);
            }
        });
        if (!given[0]) {
            errors.invalid("/jobs", "is required");
        }
        errors.throwIfAny("The jobs were not accepted");
        return jobs;
    }

    /** @throws IllegalArgumentException if the text is no time over which jobs can be spread */
    public static Spread spread(String text) {
        try {
            return new Spread(TimeText.duration(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an ISO 8601 duration such as PT10M", e);
        }
    }

    /** A client that relies on the key would get its jobs twice. */
    static void requireNoKey(String key) {
        if (key != null) {
            throw Problem.badRequest(RequestKey.HEADER, "is for single jobs; this call does not accept it")
                    .exception();
        }
    }
}
