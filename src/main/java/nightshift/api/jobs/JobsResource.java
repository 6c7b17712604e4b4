package nightshift.api.jobs;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.PurgedJobAnswer;
import nightshift.format.JobJson;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
import nightshift.job.JobListener;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.job.TaskDefinition;
import nightshift.job.TraceParent;
import nightshift.store.ChangeResult;
import nightshift.store.JobCatalog;
import nightshift.store.JobFilter;
import nightshift.store.JobIntake;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.task.Violation;
import nightshift.web.Api;
import nightshift.web.Json;
import nightshift.web.OptionalBody;
import nightshift.web.PageRequest;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.RequestKey;
import nightshift.web.RequestTrace;
import nightshift.web.callers.Needs;

/** Jobs: submit, read, cancel, retry. */
@Path("/jobs")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {

    private static final Duration WAIT_LONGEST = Duration.ofSeconds(60);
    private static final String ID = "/{id: [^/:]+}";

    private final JobIntake intake;
    private final JobCatalog catalog;
    private final JobWaiters waiters;
    private final TaskDefinition.Catalog tasks;
    private final JobReader reader;
    /** Counts nothing: a job that is only checked is not submitted. */
    private final JobReader checker;

    /** The resource of the jobs behind these ports. */
    @Inject
    public JobsResource(
            JobIntake intake,
            JobCatalog catalog,
            JobWaiters waiters,
            JobListener listener,
            TaskDefinition.Catalog tasks,
            UnknownTasks unknown) {
        this.intake = intake;
        this.catalog = catalog;
        this.waiters = waiters;
        this.tasks = tasks;
        this.reader = new JobReader(tasks, unknown, listener);
        this.checker = new JobReader(tasks, unknown, new JobListener() {});
    }

    /** Submits a job, or only checks it. */
    @POST
    @Needs(Permission.SUBMIT)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response submit(
            @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext caller, InputStream in)
            throws IOException {
        byte[] body = in.readAllBytes();
        Query query = Query.of(uri);
        boolean dryRun = query.flag("dryRun");
        query.end();
        if (dryRun) {
            checker.read(body, 0, body.length);
            return Response.noContent().build();
        }
        Optional<IdempotencyKey> key = RequestKey.read(
                headers.getRequestHeader(RequestKey.HEADER),
                caller.getUserPrincipal().getName(),
                body);
        NewJob job = reader.read(body, 0, body.length);
        Optional<TraceParent> trace = RequestTrace.of(headers.getHeaderString(TraceParent.HEADER));
        SubmitResult result =
                intake.submit(List.of(new Submission(job, key, trace))).get(0);
        if (result instanceof SubmitResult.Accepted accepted) {
            return Response.status(Response.Status.CREATED)
                    .header(
                            HttpHeaders.LOCATION,
                            Api.PATH + "/jobs/" + accepted.job().id())
                    .entity(json(accepted.job()))
                    .build();
        }
        if (result instanceof SubmitResult.Duplicate duplicate) {
            return existing(duplicate.id(), job);
        }
        if (result instanceof SubmitResult.Existing live) {
            return existing(live.id(), job);
        }
        if (result instanceof SubmitResult.Replaced replaced) {
            return existing(replaced.id(), job);
        }
        if (result instanceof SubmitResult.UniqueKeyHeld held) {
            throw Problem.uniqueKeyHeld(held.id(), held.state().name()).exception();
        }
        throw new Problem(
                        422,
                        "The job was not accepted: 1 field is wrong.",
                        List.of(new Violation(
                                RequestKey.HEADER,
                                "was used before with another body, for job "
                                        + ((SubmitResult.KeyReused) result).id())))
                .exception();
    }

    private Response existing(JobId id, NewJob asked) {
        return Response.ok(catalog.find(id).map(JobsResource::json).orElseGet(() -> purged(id, asked)))
                .build();
    }

    /** The answer for a job that had finished and was removed before its request was repeated. */
    private static Json purged(JobId id, NewJob job) {
        return AnswerJson.of(new PurgedJobAnswer(id, job.task(), job.queue()));
    }

    private static Json json(Job job) {
        return out -> JobJson.write(out, job);
    }

    /** One page of jobs. */
    @GET
    @Needs(Permission.READ)
    public Json page(@Context UriInfo uri) {
        Query query = Query.of(uri);
        JobFilter filter = Conditions.read(query);
        PageRequest asked = PageRequest.of(query);
        query.end();
        JobCatalog.Page page = asked.in((size, token) -> catalog.page(filter, size, token));
        return out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            page.jobs().forEach(job -> JobJson.write(out, job));
            out.writeEndArray();
            page.nextToken().ifPresent(next -> out.writeStringProperty("nextPageToken", next));
            page.searchedBack().ifPresent(time -> out.writeStringProperty("searchedBack", Json.time(time)));
            out.writeEndObject();
        };
    }

    /** One job, at once or when it has ended. */
    @GET
    @Path(ID)
    @Needs(Permission.READ)
    public CompletionStage<Json> job(
            @PathParam("id") String text,
            @Context UriInfo uri,
            @Context SecurityContext caller,
            @Context HttpServletRequest request) {
        Query query = Query.of(uri);
        Duration wait = query.duration("wait", WAIT_LONGEST).orElse(Duration.ZERO);
        query.end();
        return waiters.await(id(text), wait, catalog, caller.getUserPrincipal().getName(), Peer.of(request))
                .thenApply(job ->
                        json(job.orElseThrow(() -> Problem.notFound("job").exception())));
    }

    /** Cancels a job. */
    @POST
    @Path(ID + ":cancel")
    @Needs(Permission.OPERATE)
    public Json cancel(@PathParam("id") String text) {
        return changed(id(text), intake.cancel(id(text)), "be canceled");
    }

    /** Retries a job, with other args if the body has some. */
    @POST
    @Path(ID + ":retry")
    @Needs(Permission.OPERATE)
    public Json retry(@PathParam("id") String text, @Context HttpHeaders headers, InputStream in) throws IOException {
        RetryBody body = new RetryBody(OptionalBody.read(headers, in), tasks);
        JobId id = id(text);
        catalog.find(id).ifPresent(InternalTasks::refuseRetry);
        return changed(id, body.hasArgs() ? intake.retry(id, body::argsOf) : intake.retry(id), "be sent again");
    }

    /** Makes a job ready that waits for its time. */
    @POST
    @Path(ID + ":run")
    @Needs(Permission.OPERATE)
    public Json run(@PathParam("id") String text) {
        return changed(id(text), intake.run(id(text)), "be run now");
    }

    /** Changes a job that waits. */
    @PATCH
    @Path(ID)
    @Needs(Permission.OPERATE)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Json revise(@PathParam("id") String text, InputStream in) throws IOException {
        JobPatch patch = new JobPatch(in.readAllBytes(), tasks);
        return changed(id(text), intake.revise(id(text), patch::of), "be changed");
    }

    private Json changed(JobId id, ChangeResult result, String what) {
        if (result instanceof ChangeResult.Refused refused) {
            throw Problem.conflict(refused.state().name(), "A job that is " + refused.state() + " cannot " + what + ".")
                    .exception();
        }
        if (result instanceof ChangeResult.UniqueKeyHeld held) {
            throw Problem.uniqueKeyHeld(held.id(), held.state().name()).exception();
        }
        return json(catalog.find(id).orElseThrow(() -> Problem.notFound("job").exception()));
    }

    private static JobId id(String text) {
        return JobId.parse(text).orElseThrow(() -> Problem.notFound("job").exception());
    }
}
