package nightshift.api.queues;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.PurgedQueueAnswer;
import nightshift.api.answer.QueueAnswer;
import nightshift.api.answer.QueueListAnswer;
import nightshift.limit.QueueLayers;
import nightshift.limit.QueueSettings;
import nightshift.limit.SettingsPatch;
import nightshift.store.QueueControl;
import nightshift.store.QueueStatus;
import nightshift.store.SettingsRefused;
import nightshift.task.QueueName;
import nightshift.task.Violation;
import nightshift.web.FieldErrors;
import nightshift.web.Json;
import nightshift.web.Problem;
import nightshift.web.callers.Needs;

/** Queues: read, configure, pause, resume, purge, forget. */
@Path("/queues")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {

    /** JSON Merge Patch (RFC 7396). */
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private static final String NAME = "/{name: [^/:]+}";

    private final QueueControl queues;

    /** The resource of these queues. */
    @Inject
    public QueuesResource(QueueControl queues) {
        this.queues = queues;
    }

    /** All queues. */
    @GET
    @Needs(Permission.READ)
    public Json all() {
        return AnswerJson.of(QueueListAnswer.of(queues.queues()));
    }

    /** One queue. */
    @GET
    @Path(NAME)
    @Needs(Permission.READ)
    public Json one(@PathParam("name") String text) {
        return json(name(text));
    }

    /** Changes the settings of a queue, and declares it if it is new. */
    @PATCH
    @Path(NAME)
    @Needs(Permission.OPERATE)
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    public Json configure(@PathParam("name") String text, InputStream in) throws IOException {
        QueueName name = name(text);
        FieldErrors errors = new FieldErrors();
        SettingsPatch patch = QueueSettingsReader.patch(in.readAllBytes(), errors);
        violations(name, patch, errors.isEmpty()).forEach(errors::invalidToo);
        errors.throwIfAny(QueueSettingsReader.REFUSAL);
        return json(name);
    }

    /**
     * What is wrong with the settings that a change makes.
     *
     * @param apply whether to make the change, if nothing is wrong
     */
    private List<Violation> violations(QueueName name, SettingsPatch patch, boolean apply) {
        if (!apply) {
            QueueLayers layers = queues.queue(name).map(QueueStatus::layers).orElse(QueueLayers.NONE);
            return QueueSettings.violations(layers.after(patch).values());
        }
        try {
            queues.configure(name, patch);
            return List.of();
        } catch (SettingsRefused e) {
            return e.violations();
        }
    }

    /** Forgets a queue that has no jobs. */
    @DELETE
    @Path(NAME)
    @Needs(Permission.OPERATE)
    public void forget(@PathParam("name") String text) {
        QueueName name = name(text);
        switch (queues.forget(name)) {
            case DONE -> {}
            case UNKNOWN -> throw Problem.notFound("queue").exception();
            case HAS_JOBS ->
                throw new Problem(
                                409,
                                "The queue has jobs: " + counts(name) + ". Finished jobs leave it "
                                        + "when their retention ends; :purge removes those that wait.")
                        .exception();
            case IN_FILE ->
                throw new Problem(
                                409,
                                "The file nightshift.queues declares the queue. Remove it there, and "
                                        + "restart the servers.")
                        .exception();
        }
    }

    private String counts(QueueName name) {
        return queues.queue(name).stream()
                .flatMap(queue -> queue.counts().entrySet().stream())
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /** Removes the jobs that wait in a queue. */
    @POST
    @Path(NAME + ":purge")
    @Needs(Permission.OPERATE)
    public Json purge(@PathParam("name") String text) {
        QueueName name = name(text);
        if (queues.queue(name).isEmpty()) {
            throw Problem.notFound("queue").exception();
        }
        return AnswerJson.of(new PurgedQueueAnswer(queues.empty(name)));
    }

    /** Stops claims from a queue. */
    @POST
    @Path(NAME + ":pause")
    @Needs(Permission.OPERATE)
    public Json pause(@PathParam("name") String text, @Context SecurityContext caller) {
        QueueName name = name(text);
        queues.pause(name, caller.getUserPrincipal().getName());
        return json(name);
    }

    /** Allows claims from a queue again. */
    @POST
    @Path(NAME + ":resume")
    @Needs(Permission.OPERATE)
    public Json resume(@PathParam("name") String text, @Context SecurityContext caller) {
        QueueName name = name(text);
        queues.resume(name, caller.getUserPrincipal().getName());
        return json(name);
    }

    private Json json(QueueName name) {
        return AnswerJson.of(QueueAnswer.of(
                queues.queue(name).orElseThrow(() -> Problem.notFound("queue").exception())));
    }

    private static QueueName name(String text) {
        try {
            return new QueueName(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("queue").exception();
        }
    }
}
