package nightshift.api.files;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.ExportAnswer;
import nightshift.api.answer.ExportPageAnswer;
import nightshift.exports.Exports;
import nightshift.exports.Exports.Export;
import nightshift.store.JobIntake;
import nightshift.web.Api;
import nightshift.web.Json;
import nightshift.web.PageRequest;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.RecordBody;
import nightshift.web.callers.Needs;

/** Exports: start, follow, stop and restart them, and get their files. */
@Path("/exports")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class ExportsResource {

    private static final Logger LOG = Logger.getLogger(ExportsResource.class.getName());
    private static final String ID = "/{id: [^/:]+}";

    private final Exports exports;
    private final LongWork<Export> work;
    private final Downloads downloads;

    /** The resource of these exports, whose jobs this intake has. */
    @Inject
    public ExportsResource(Exports exports, JobIntake intake, Downloads downloads) {
        this.exports = exports;
        this.work = new LongWork<>("export", exports::off, exports::find, intake);
        this.downloads = downloads;
    }

    /** Begins an export. */
    @POST
    @Needs(Permission.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(@Context SecurityContext caller, InputStream in) throws IOException {
        work.requireOn();
        NewExport asked = RecordBody.read(in.readAllBytes(), NewExport.class, "The export was not begun");
        Export export = begun(asked, caller.getUserPrincipal().getName());
        return Response.status(Response.Status.ACCEPTED)
                .header(HttpHeaders.LOCATION, Api.PATH + "/exports/" + export.id())
                .entity(json(export))
                .build();
    }

    private Export begun(NewExport asked, String by) {
        try {
            return exports.begin(asked.format(), asked.jobs(), by);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The folder for the file of an export could not be made", e);
            throw Problem.unavailable("The folder nightshift.bulk.dir cannot be written.")
                    .exception();
        }
    }

    /** One page of exports. */
    @GET
    @Needs(Permission.READ)
    public Json page(@Context UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest asked = PageRequest.of(query);
        query.end();
        Exports.Page page = asked.in(exports::page);
        return AnswerJson.of(new ExportPageAnswer(
                page.items().stream().map(ExportsResource::answer).toList(), page.nextToken()));
    }

    /** One export. */
    @GET
    @Path(ID)
    @Needs(Permission.READ)
    public Json export(@PathParam("id") String text) {
        return json(work.find(text));
    }

    /** Stops an export. */
    @POST
    @Path(ID + ":stop")
    @Needs(Permission.OPERATE)
    public Json stop(@PathParam("id") String text) {
        return json(work.stop(text));
    }

    /** Restarts an export that was stopped or has failed. */
    @POST
    @Path(ID + ":restart")
    @Needs(Permission.OPERATE)
    public Json restart(@PathParam("id") String text) {
        return json(work.restart(text));
    }

    /** The file of an export that has succeeded. */
    @GET
    @Path(ID + "/file")
    @Needs(Permission.READ)
    @Produces(MediaType.WILDCARD)
    public void file(
            @PathParam("id") String text,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context HttpServletRequest exchange,
            @Suspended AsyncResponse answer) {
        downloads.send(() -> file(text, request, headers), answer, exchange);
    }

    private Response file(String text, Request request, HttpHeaders headers) throws IOException {
        Export export = work.find(text);
        java.nio.file.Path file = export.file()
                .orElseThrow(() -> new Problem(
                                404,
                                export.state().isFinal()
                                        ? "The export has no file, or its file has been removed."
                                        : "The export has not ended yet.")
                        .exception());
        return new Download(
                        file,
                        export.bytes(),
                        file.getFileName() + "-" + export.bytes(),
                        export.format().mediaType() + ";charset=utf-8",
                        "nightshift-jobs-" + export.id() + "." + export.format().label())
                .answer(request, headers);
    }

    private static Json json(Export export) {
        return AnswerJson.of(answer(export));
    }

    private static ExportAnswer answer(Export export) {
        return ExportAnswer.of(export, export.file().map(file -> Api.PATH + "/exports/" + export.id() + "/file"));
    }
}
