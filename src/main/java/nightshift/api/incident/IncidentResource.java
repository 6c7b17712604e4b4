package nightshift.api.incident;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import nightshift.access.Permission;
import nightshift.incident.Incidents;
import nightshift.incident.Window;
import nightshift.web.Problem;
import nightshift.web.Query;
import nightshift.web.callers.Needs;
import nightshift.web.callers.PublicAddress;

/** The report of an incident. */
@Path("/incident")
@Dependent
public class IncidentResource {

    private static final Duration BUSY_RETRY = Duration.ofSeconds(5);
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Incidents incidents;
    private final ReportTurns turns;
    private final PublicAddress address;

    /** The resource of these reports. */
    @Inject
    public IncidentResource(Incidents incidents, ReportTurns turns, PublicAddress address) {
        this.incidents = incidents;
        this.turns = turns;
        this.address = address;
    }

    /** What is known about some hours, as one Markdown file. */
    @GET
    @Needs(Permission.READ)
    @Produces(MediaType.WILDCARD)
    public CompletionStage<Response> report(@Context UriInfo uri) {
        Window window = window(Query.of(uri), incidents.now());
        if (!turns.take()) {
            throw Problem.tooMany("This server is making other reports at the moment.", BUSY_RETRY)
                    .exception();
        }
        CompletionStage<String> report;
        try {
            report = incidents.report(window, console(uri));
        } catch (RuntimeException e) {
            turns.giveBack();
            throw e;
        }
        return report.whenComplete((text, problem) -> turns.giveBack()).thenApply(text -> answer(window, text));
    }

    private static Window window(Query query, Instant now) {
        Instant to = query.time("to").orElse(now);
        Instant from = query.requiredTime("from").orElse((to.isAfter(now) ? now : to).minusMillis(1));
        query.require(!to.isAfter(now), "to", "must not be in the future; leave it out for now, which is " + now);
        query.require(
                from.isBefore(to) || from.isAfter(now), "from", "must be before the end of the window, which is " + to);
        query.require(!from.isAfter(now), "from", "must not be in the future; it is " + now + " now");
        query.require(
                !from.plus(Window.LONGEST).isBefore(to),
                "from",
                "must be at most 24 hours before the end of the window, which is " + to
                        + "; get several reports for a longer time");
        query.end();
        return new Window(from, to);
    }

    private String console(UriInfo uri) {
        return address.text()
                .orElseGet(() ->
                        uri.getBaseUri().getScheme() + "://" + uri.getBaseUri().getRawAuthority());
    }

    private static Response answer(Window window, String text) {
        // A stream, because RESTEasy writes plain text asynchronously, which answers here cannot do.
        StreamingOutput body = out -> out.write(text.getBytes(StandardCharsets.UTF_8));
        return Response.ok(body, "text/markdown; charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"incident-" + FILE_TIME.format(window.from()) + ".md\"")
                .build();
    }
}
