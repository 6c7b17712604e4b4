package nightshift.api.operations;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.util.List;
import java.util.Optional;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.OperationAnswer;
import nightshift.api.answer.OperationPageAnswer;
import nightshift.api.answer.OperationPreviewAnswer;
import nightshift.job.IdempotencyKey;
import nightshift.operations.OperationRequest;
import nightshift.operations.Operations;
import nightshift.operations.Operations.Begun;
import nightshift.operations.Operations.Operation;
import nightshift.store.ChangeResult;
import nightshift.task.JobId;
import nightshift.task.Violation;
import nightshift.web.Api;
import nightshift.web.Json;
import nightshift.web.PageRequest;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.RequestKey;
import nightshift.web.callers.Needs;

/** Operations: preview, begin, follow and cancel them. */
@Path("/operations")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

    private static final String ID = "/{id: [^/:]+}";

    private final Operations operations;

    /** The resource of these operations. */
    @Inject
    public OperationsResource(Operations operations) {
        this.operations = operations;
    }

    /** Begins an operation, or finds out what it would do. */
    @POST
    @Needs(Permission.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(@Context HttpHeaders headers, @Context SecurityContext caller, InputStream in)
            throws IOException {
        byte[] body = in.readAllBytes();
        String by = caller.getUserPrincipal().getName();
        Optional<IdempotencyKey> key = RequestKey.read(headers.getRequestHeader(RequestKey.HEADER), by, body);
        OperationReader.Asked asked = OperationReader.read(body);
        return asked.validateOnly() ? preview(asked.request()) : begin(asked.request(), key, by);
    }

    private Response preview(OperationRequest request) {
        return Response.ok(AnswerJson.of(OperationPreviewAnswer.of(request, operations.preview(request))))
                .build();
    }

    private Response begin(OperationRequest request, Optional<IdempotencyKey> key, String by) {
        Begun begun = operations.begin(request, key, by);
        if (begun.how() == Begun.How.KEY_REUSED) {
            throw new Problem(
                            422,
                            "The operation was not begun: 1 field is wrong.",
                            List.of(new Violation(
                                    RequestKey.HEADER, "was used before with another body, for " + begun.id())))
                    .exception();
        }
        Operation operation = begun.operation()
                .orElseThrow(() -> Problem.notFound("operation").exception());
        Response.ResponseBuilder answer = begun.how() == Begun.How.NEW
                ? Response.status(Response.Status.ACCEPTED)
                        .header(HttpHeaders.LOCATION, Api.PATH + "/operations/" + begun.id())
                : Response.ok();
        return answer.entity(json(operation)).build();
    }

    /** One page of operations. */
    @GET
    @Needs(Permission.READ)
    public Json page(@Context UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest asked = PageRequest.of(query);
        query.end();
        Operations.Page page = asked.in(operations::page);
        return AnswerJson.of(new OperationPageAnswer(
                page.items().stream().map(OperationAnswer::of).toList(), page.nextToken()));
    }

    /** One operation. */
    @GET
    @Path(ID)
    @Needs(Permission.READ)
    public Json operation(@PathParam("id") String text) {
        return json(find(text));
    }

    /** Cancels an operation. */
    @POST
    @Path(ID + ":cancel")
    @Needs(Permission.OPERATE)
    public Json cancel(@PathParam("id") String text) {
        Operation operation = find(text);
        if (operations.cancel(operation.id()) instanceof ChangeResult.Refused) {
            String state = find(text).state().name();
            throw Problem.conflict(state, "The operation has ended already.").exception();
        }
        return json(find(text));
    }

    private Operation find(String id) {
        return JobId.parse(id)
                .flatMap(operations::find)
                .orElseThrow(() -> Problem.notFound("operation").exception());
    }

    private static Json json(Operation operation) {
        return AnswerJson.of(OperationAnswer.of(operation));
    }
}
