package nightshift.api.failures;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.FailureGroupAnswer;
import nightshift.api.answer.FailureGroupPageAnswer;
import nightshift.failure.Comparison;
import nightshift.failure.Comparisons;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.store.FailureGroup;
import nightshift.store.FailureGroups;
import nightshift.store.FailureGroups.Asked;
import nightshift.store.FailureGroups.Order;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.task.Violation;
import nightshift.web.Json;
import nightshift.web.PageRequest;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.RecordBody;
import nightshift.web.callers.Needs;

/** Failure groups: jobs that failed because of the same cause. */
@Path("/failures")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class FailuresResource {

    private static final String FINGERPRINT = "/{fingerprint: [^/:]+}";
    private static final Duration BUSY_RETRY = Duration.ofSeconds(5);
    private static final String NOT_MUTED = "The group was not muted";

    private final FailureGroups groups;
    private final Comparisons comparisons;

    /** The resource of these groups. */
    @Inject
    public FailuresResource(FailureGroups groups, Comparisons comparisons) {
        this.groups = groups;
        this.comparisons = comparisons;
    }

    /** A page of groups. */
    @GET
    @Needs(Permission.READ)
    public Json all(@Context UriInfo uri) {
        Query query = Query.of(uri);
        Asked asked = new Asked(
                query.value("task", TaskName::new),
                query.value("queue", QueueName::new),
                new HashSet<>(query.values("state", FailuresResource::state)),
                query.value("muted", FailuresResource::flag));
        Order order = query.value("sort", FailuresResource::order).orElse(Order.LAST_SEEN);
        PageRequest page = PageRequest.of(query);
        query.end();
        return AnswerJson.of(
                page.in((size, token) -> FailureGroupPageAnswer.of(groups.page(asked, order, size, token))));
    }

    private static JobState state(String text) {
        return switch (text) {
            case "DEAD" -> JobState.DEAD;
            case "RETRYING" -> JobState.RETRYING;
            default -> throw new IllegalArgumentException("must be DEAD or RETRYING");
        };
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Order order(String text) {
        return switch (text) {
            case "lastSeen" -> Order.LAST_SEEN;
            case "count" -> Order.COUNT;
            default -> throw new IllegalArgumentException("must be lastSeen or count");
        };
    }

    /** One group, with what its jobs have in common unless the caller does not want that. */
    @GET
    @Path(FINGERPRINT)
    @Needs(Permission.READ)
    public Json one(@PathParam("fingerprint") String text, @Context UriInfo uri) throws InterruptedException {
        Query query = Query.of(uri);
        boolean common = query.value("common", FailuresResource::flag).orElse(true);
        query.end();
        FailureGroup group = find(fingerprint(text));
        return AnswerJson.of(common ? FailureGroupAnswer.of(group, compare(group)) : FailureGroupAnswer.of(group));
    }

    private Comparison compare(FailureGroup group) throws InterruptedException {
        return comparisons
                .of(group.cause())
                .orElseThrow(() -> Problem.tooMany("Other failure groups are being compared at the moment.", BUSY_RETRY)
                        .exception());
    }

    /** Mutes a group. */
    @POST
    @Path(FINGERPRINT + ":mute")
    @Needs(Permission.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Json mute(@PathParam("fingerprint") String text, @Context SecurityContext caller, InputStream in)
            throws IOException {
        Fingerprint group = fingerprint(text);
        MuteBody body = RecordBody.read(in.readAllBytes(), MuteBody.class, NOT_MUTED);
        return switch (groups.mute(
                group, body.until(), caller.getUserPrincipal().getName(), body.reason())) {
            case DONE -> answer(group);
            case NOT_FOUND -> throw notFound();
            case PAST -> throw wrongEnd("must be in the future, by the clock of Redis");
            case TOO_LATE ->
                throw wrongEnd("must be at most " + FailureGroups.MUTE_LONGEST.toDays() + " days from now");
        };
    }

    private static RuntimeException wrongEnd(String detail) {
        return new Problem(422, NOT_MUTED + ": 1 field is wrong.", List.of(new Violation("/until", detail)))
                .exception();
    }

    /** Ends the muting of a group. */
    @POST
    @Path(FINGERPRINT + ":unmute")
    @Needs(Permission.OPERATE)
    public Json unmute(@PathParam("fingerprint") String text) {
        Fingerprint group = fingerprint(text);
        if (!groups.unmute(group)) {
            throw notFound();
        }
        return answer(group);
    }

    private Json answer(Fingerprint group) {
        return AnswerJson.of(FailureGroupAnswer.of(find(group)));
    }

    private FailureGroup find(Fingerprint group) {
        return groups.find(group).orElseThrow(FailuresResource::notFound);
    }

    private static Fingerprint fingerprint(String text) {
        return Fingerprint.parse(text).orElseThrow(FailuresResource::notFound);
    }

    private static RuntimeException notFound() {
        return Problem.notFound("failure group").exception();
    }
}
