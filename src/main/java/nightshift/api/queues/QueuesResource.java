package nightshift.api.queues;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.QueueAnswer;
import nightshift.api.answer.QueueListAnswer;
import nightshift.store.QueueControl;
import nightshift.task.QueueName;
import nightshift.web.Json;
import nightshift.web.Problem;
import nightshift.web.callers.Needs;

/** Queues: read, pause, resume. */
@Path("/queues")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {

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

    /** Stops claims from a queue. */
    @POST
    @Path(NAME + ":pause")
    @Needs(Permission.OPERATE)
    public Json pause(@PathParam("name") String text, @Context SecurityContext caller) {
        QueueName name = name(text);
        return changed(name, queues.pause(name, caller.getUserPrincipal().getName()));
    }

    /** Allows claims from a queue again. */
    @POST
    @Path(NAME + ":resume")
    @Needs(Permission.OPERATE)
    public Json resume(@PathParam("name") String text) {
        QueueName name = name(text);
        return changed(name, queues.resume(name));
    }

    private Json changed(QueueName name, boolean known) {
        if (!known) {
            throw Problem.notFound("queue").exception();
        }
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
