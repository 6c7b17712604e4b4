package nightshift.api.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.BulkState;
import nightshift.api.answer.DryRunAnswer;
import nightshift.api.answer.ImportAnswer;
import nightshift.api.answer.ImportPageAnswer;
import nightshift.api.answer.RejectedRowPageAnswer;
import nightshift.format.FileFormat;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRequest;
import nightshift.imports.Imports;
import nightshift.imports.Imports.Import;
import nightshift.imports.Imports.RejectedRows;
import nightshift.job.IdempotencyKey;
import nightshift.store.JobIntake;
import nightshift.task.Violation;
import nightshift.web.Api;
import nightshift.web.Json;
import nightshift.web.PageRequest;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.RequestKey;
import nightshift.web.callers.Needs;
import nightshift.web.exchange.Streamed;

/** Imports: send a file of rows, follow its progress, stop and restart it, fetch the rejected rows. */
@Path("/imports")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class ImportsResource {

    private static final String CSV = "text/csv";
    private static final String ID = "/{id: [^/:]+}";
    private static final int REJECTS_MOST = 500;
    private static final Duration BUSY_RETRY = Duration.ofSeconds(10);
    private static final Duration DISK_FULL_RETRY = Duration.ofMinutes(1);

    private final Imports imports;
    private final LongWork<Import> work;
    private final Uploads uploads;
    private final Downloads downloads;

    /** The resource of these imports, whose jobs are in this intake. */
    @Inject
    public ImportsResource(Imports imports, JobIntake intake, Uploads uploads, Downloads downloads) {
        this.imports = imports;
        this.work = new LongWork<>("import", imports::off, imports::find, intake);
        this.uploads = uploads;
        this.downloads = downloads;
    }

    /** Takes a file, or only looks at it. */
    @POST
    @Needs(Permission.SUBMIT)
    @Streamed
    @Consumes({CSV, Api.NDJSON})
    public CompletionStage<Response> begin(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
            @Context SecurityContext caller,
            InputStream file) {
        work.requireOn();
        MediaType type = headers.getMediaType();
        if (type == null) {
            throw new Problem(415, "A file needs a Content-Type: text/csv or application/x-ndjson.").exception();
        }
        FileFormat format = type.getSubtype().equalsIgnoreCase("csv") ? FileFormat.CSV : FileFormat.NDJSON;
        Query query = Query.of(uri);
        boolean dryRun = query.flag("dryRun");
        ImportRequest request = ImportDraft.read(query, format, length);
        if (dryRun) {
            return uploads.take(() -> {
                Imports.DryRun run = taken(() -> imports.check(request, file));
                return Response.ok(AnswerJson.of(DryRunAnswer.of(request, run))).build();
            });
        }
        String by = caller.getUserPrincipal().getName();
        Optional<IdempotencyKey> key = RequestKey.read(
                headers.getRequestHeader(RequestKey.HEADER),
                by,
                (format + "\n" + uri.getRequestUri().getRawQuery()).getBytes(UTF_8));
        return uploads.take(() -> begun(taken(() -> imports.begin(request, key, file, by))));
    }

    private static Response begun(Imports.Begun begun) {
        return begun.isNew()
                ? Response.accepted(json(begun.job()))
                        .header(
                                HttpHeaders.LOCATION,
                                Api.PATH + "/imports/" + begun.job().id())
                        .build()
                : Response.ok(json(begun.job())).build();
    }

    private interface Taking<T> {
        T take() throws ImportRefused, IOException;
    }

    /** A bad body is the fault of the client; a failing disk is not. */
    private static <T> T taken(Taking<T> taking) {
        try {
            return taking.take();
        } catch (ImportRefused e) {
            throw problem(e).exception();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Problem problem(ImportRefused refused) {
        List<Violation> errors = refused.flaws();
        return switch (refused.reason()) {
            case UNFIT, KEY_REUSED -> new Problem(422, "The file was not accepted. Nothing of it was kept.", errors);
            case TOO_LARGE -> new Problem(413, "The file is too large. Nothing of it was kept.", errors);
            case CUT_SHORT -> new Problem(400, "The file did not arrive completely. Nothing of it was kept.", errors);
            case TOO_SLOW -> new Problem(408, "The file came too slowly. Nothing of it was kept.", errors);
            case TOO_MANY ->
                new Problem(
                        429,
                        "This server is receiving too many files at the moment. Nothing of it was kept.",
                        errors,
                        Optional.empty(),
                        Optional.of(BUSY_RETRY));
            case DISK_FULL ->
                new Problem(
                        507,
                        "There is no room for the file. Nothing of it was kept.",
                        errors,
                        Optional.empty(),
                        Optional.of(DISK_FULL_RETRY));
        };
    }

    private static Json json(Import job) {
        return AnswerJson.of(ImportAnswer.of(job));
    }

    /** One page of imports. */
    @GET
    @Needs(Permission.READ)
    public Json page(@Context UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest page = PageRequest.of(query);
        query.end();
        return AnswerJson.of(ImportPageAnswer.of(page.in(imports::page)));
    }

    /** One import. */
    @GET
    @Path(ID)
    @Needs(Permission.READ)
    public Json one(@PathParam("id") String text) {
        return json(work.find(text));
    }

    /** Stops an import. */
    @POST
    @Path(ID + ":stop")
    @Needs(Permission.OPERATE)
    public Json stop(@PathParam("id") String text) {
        return json(work.stop(text));
    }

    /** Restarts an import where it stopped. */
    @POST
    @Path(ID + ":restart")
    @Needs(Permission.OPERATE)
    public Json restart(@PathParam("id") String text) {
        Import job = work.find(text);
        work.requireOn();
        if (imports.rejects(job).isEmpty()) {
            throw Problem.conflict(
                            BulkState.of(job.state()).name(),
                            "The file of this import has been removed: send it again.")
                    .exception();
        }
        return json(work.restart(text));
    }

    /** The rejected rows: as a file to correct and send again, or as pages of JSON. */
    @GET
    @Path(ID + "/rejects")
    @Needs(Permission.READ)
    @Produces({CSV, Api.NDJSON, MediaType.APPLICATION_JSON})
    public void rejects(
            @PathParam("id") String text,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServletRequest exchange,
            @Suspended AsyncResponse answer) {
        downloads.send(() -> rejects(text, uri, headers), answer, exchange);
    }

    Response rejects(String text, UriInfo uri, HttpHeaders headers) {
        Import job = work.find(text);
        boolean asPages = isJsonAsked(headers.getAcceptableMediaTypes(), job.format());
        Query query = Query.of(uri);
        Optional<PageRequest> page = asPages ? Optional.of(PageRequest.of(query, REJECTS_MOST)) : Optional.empty();
        query.end();
        work.requireOn();
        RejectedRows rows = imports.rejects(job)
                .orElseThrow(() -> new Problem(404, "The files of this import have been removed.").exception());
        return page.map(asked -> page(rows, asked)).orElseGet(() -> file(job, rows));
    }

    /** The file comes in its own format only. A client that accepts anything gets that format. */
    static boolean isJsonAsked(List<MediaType> accepted, FileFormat format) {
        String[] own = format.mediaType().split("/");
        for (MediaType type : accepted) {
            if (!isRefused(type)) {
                if (type.isCompatible(new MediaType(own[0], own[1]))) {
                    return false;
                }
                if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                    return true;
                }
            }
        }
        throw new Problem(
                        406,
                        "The rejected rows of this import come as " + format.mediaType() + " or as "
                                + MediaType.APPLICATION_JSON + ".")
                .exception();
    }

    private static boolean isRefused(MediaType type) {
        return type.getParameters().getOrDefault("q", "1").matches("0(\\.0*)?");
    }

    private static Response page(RejectedRows rows, PageRequest asked) {
        Imports.RejectsPage page = asked.in((size, token) -> {
            try {
                return rows.page(size, token);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return Response.ok(AnswerJson.of(RejectedRowPageAnswer.of(page)), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static Response file(Import job, RejectedRows rows) {
        return Response.ok((StreamingOutput) rows::write, job.format().mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"rejects-" + job.id() + "."
                                + job.format().label() + "\"")
                .build();
    }
}
