package nightshift.api.destinations;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.DestinationAnswer;
import nightshift.api.answer.DestinationPageAnswer;
import nightshift.job.Destination;
import nightshift.store.BadTokenException;
import nightshift.store.DestinationStatus;
import nightshift.store.DestinationStatus.State;
import nightshift.store.Destinations;
import nightshift.web.Json;
import nightshift.web.OptionalBody;
import nightshift.web.PageRequest;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.callers.Needs;

/** The hosts that jobs call: their circuit breakers and their limits. */
@Path("/destinations")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class DestinationsResource {

    /** JSON Merge Patch (RFC 7396). */
    private static final String MERGE_PATCH = "application/merge-patch+json";

    /** With colons: a port has one before it, and an IPv6 address is full of them. */
    private static final String HOST = "/{host: [^/]+}";

    private final Destinations destinations;

    /** The resource of these destinations. */
    @Inject
    public DestinationsResource(Destinations destinations) {
        this.destinations = destinations;
    }

    /** A page of destinations. */
    @GET
    @Needs(Permission.READ)
    public Json all(@Context UriInfo uri) {
        Query query = Query.of(uri);
        Optional<State> state = query.value("state", DestinationsResource::state);
        PageRequest request = PageRequest.of(query);
        query.end();
        return AnswerJson.of(request.in((size, token) ->
                page(state, size, token.map(text -> BadTokenException.unless(text, Destination::new)))));
    }

    private DestinationPageAnswer page(Optional<State> state, int size, Optional<Destination> after) {
        List<DestinationStatus> items = destinations.page(state, after, size);
        Optional<Destination> last = Optional.of(items)
                .filter(full -> full.size() == size)
                .map(full -> full.get(size - 1).destination())
                .filter(end -> !destinations.page(state, Optional.of(end), 1).isEmpty());
        return DestinationPageAnswer.of(items, last.map(Destination::host));
    }

    private static State state(String name) {
        return Stream.of(State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + List.of(State.values())));
    }

    /** One destination. */
    @GET
    @Path(HOST)
    @Needs(Permission.READ)
    public Json one(@PathParam("host") String text) {
        return json(destination(text));
    }

    /** Changes the limits of a destination. */
    @PATCH
    @Path(HOST)
    @Needs(Permission.OPERATE)
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    public Json limit(@PathParam("host") String text, InputStream in) throws IOException {
        Destination destination = destination(text);
        destinations.limit(destination, DestinationBodies.change(in.readAllBytes()));
        return json(destination);
    }

    /** Opens the breaker of a destination. */
    @POST
    @Path(HOST + ":open")
    @Needs(Permission.OPERATE)
    public Json open(
            @PathParam("host") String text,
            @Context HttpHeaders headers,
            @Context SecurityContext caller,
            InputStream in)
            throws IOException {
        byte[] body = OptionalBody.read(headers, in);
        Destination destination = destination(text);
        destinations.open(
                destination,
                DestinationBodies.wait(body),
                caller.getUserPrincipal().getName());
        return json(destination);
    }

    /** Closes the breaker of a destination. */
    @POST
    @Path(HOST + ":close")
    @Needs(Permission.OPERATE)
    public Json close(@PathParam("host") String text, @Context SecurityContext caller) {
        Destination destination = destination(text);
        destinations.close(destination, caller.getUserPrincipal().getName());
        return json(destination);
    }

    private Json json(Destination destination) {
        return AnswerJson.of(DestinationAnswer.of(destinations.status(destination)));
    }

    private static Destination destination(String text) {
        try {
            return new Destination(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("host", "in the path " + e.getMessage()).exception();
        }
    }
}
