package nightshift.api.schedules;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.ManualRunAnswer;
import nightshift.api.answer.ScheduleAnswer;
import nightshift.api.answer.SchedulePageAnswer;
import nightshift.api.answer.SchedulePreviewAnswer;
import nightshift.api.answer.ScheduleRunsAnswer;
import nightshift.api.jobs.JobReader;
import nightshift.api.jobs.UnknownTasks;
import nightshift.job.JobListener;
import nightshift.job.TaskDefinition;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.PastRun;
import nightshift.store.Schedules;
import nightshift.store.StoredSchedule;
import nightshift.task.Violation;
import nightshift.web.Api;
import nightshift.web.Json;
import nightshift.web.PageRequest;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import nightshift.web.Query;
import nightshift.web.callers.Needs;

/** Recurring schedules. */
@Path("/schedules")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {

    private static final String NAME = "/{name: [^/:]+}";
    private static final int NEXT_MOST = 1000;
    private static final int NEXT_DEFAULT = 10;

    private final Schedules schedules;
    private final JobReader jobs;
    private final Clock clock = Clock.systemUTC();

    /** The resource of these schedules. */
    @Inject
    public SchedulesResource(Schedules schedules, TaskDefinition.Catalog tasks, UnknownTasks unknown) {
        this.schedules = schedules;
        this.jobs = new JobReader(tasks, unknown, new JobListener() {});
    }

    /** A page of schedules. */
    @GET
    @Needs(Permission.READ)
    public Json all(@Context UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest page = PageRequest.of(query);
        query.end();
        return AnswerJson.of(SchedulePageAnswer.of(page.in(schedules::page)));
    }

    /** One schedule. */
    @GET
    @Path(NAME)
    @Needs(Permission.READ)
    public Json one(@PathParam("name") String text) {
        return json(known(text));
    }

    /** Creates or changes a schedule, or only checks it. */
    @PUT
    @Path(NAME)
    @Needs(Permission.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("name") String text, @Context UriInfo uri, @Context SecurityContext caller, InputStream in)
            throws IOException {
        byte[] body = in.readAllBytes();
        Query query = Query.of(uri);
        boolean validateOnly = query.flag("validateOnly");
        query.end();
        ScheduleName name = newName(text);
        Schedule schedule = ScheduleDraft.read(name, body, jobs);
        if (validateOnly) {
            return Response.ok(AnswerJson.of(
                            SchedulePreviewAnswer.of(schedule, schedule.next(clock.instant(), NEXT_DEFAULT))))
                    .build();
        }
        boolean fresh = schedules.put(schedule, caller.getUserPrincipal().getName());
        Json stored = json(known(text));
        return fresh
                ? Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, Api.PATH + "/schedules/" + name)
                        .entity(stored)
                        .build()
                : Response.ok(stored).build();
    }

    /** Removes a schedule, or what a client has put in place of its code. */
    @DELETE
    @Path(NAME)
    @Needs(Permission.OPERATE)
    public Response remove(@PathParam("name") String text, @Context SecurityContext caller) {
        return switch (schedules.remove(name(text), caller.getUserPrincipal().getName())) {
            case REMOVED -> Response.noContent().build();
            case REVERTED -> Response.ok(json(known(text))).build();
            case FROM_CODE ->
                throw new Problem(
                                409,
                                "The code of a task defines this schedule. Pause it, or remove the annotation from the code.")
                        .exception();
            case NOT_FOUND -> throw notFound();
        };
    }

    /** Stops a schedule from running. */
    @POST
    @Path(NAME + ":pause")
    @Needs(Permission.OPERATE)
    public Json pause(@PathParam("name") String text, @Context SecurityContext caller) {
        return changed(
                text, schedules.pause(name(text), caller.getUserPrincipal().getName()));
    }

    /** Lets a schedule run again. */
    @POST
    @Path(NAME + ":resume")
    @Needs(Permission.OPERATE)
    public Json resume(@PathParam("name") String text, @Context SecurityContext caller) {
        return changed(
                text, schedules.resume(name(text), caller.getUserPrincipal().getName()));
    }

    /** Runs a schedule now, outside its plan. */
    @POST
    @Path(NAME + ":run")
    @Needs(Permission.OPERATE)
    public Json run(@PathParam("name") String text) {
        return AnswerJson.of(new ManualRunAnswer(schedules.run(name(text)).orElseThrow(SchedulesResource::notFound)));
    }

    /** Runs that are ahead, or behind. */
    @GET
    @Path(NAME + "/runs")
    @Needs(Permission.READ)
    public Json runs(@PathParam("name") String text, @Context UriInfo uri) {
        Query query = Query.of(uri);
        int next = query.whole("next", 1, NEXT_MOST, 0);
        int last = query.whole("last", 1, Schedules.RUNS_KEPT, 0);
        query.end();
        StoredSchedule stored = known(text);
        int shown = next == 0 && last == 0 ? NEXT_DEFAULT : next;
        return AnswerJson.of(ScheduleRunsAnswer.of(
                stored.schedule().timing(),
                shown == 0 ? Optional.<List<Run>>empty() : Optional.of(ahead(stored, shown)),
                last == 0 ? Optional.<List<PastRun>>empty() : Optional.of(schedules.past(name(text), last))));
    }

    private static List<Run> ahead(StoredSchedule stored, int most) {
        return stored.next()
                .map(first -> stored.schedule().next(first.planned().minusMillis(1), most))
                .orElse(List.of());
    }

    private Json changed(String text, boolean known) {
        if (!known) {
            throw notFound();
        }
        return json(known(text));
    }

    private StoredSchedule known(String text) {
        return schedules.find(name(text)).orElseThrow(SchedulesResource::notFound);
    }

    private static Json json(StoredSchedule stored) {
        return AnswerJson.of(ScheduleAnswer.of(stored));
    }

    private static ScheduleName name(String text) {
        try {
            return new ScheduleName(text);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ScheduleName newName(String text) {
        try {
            return new ScheduleName(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                            422,
                            "The schedule was not accepted: its name is wrong.",
                            List.of(new Violation("name", "in the path " + e.getMessage())))
                    .exception();
        }
    }

    private static ProblemException notFound() {
        return Problem.notFound("schedule").exception();
    }
}
