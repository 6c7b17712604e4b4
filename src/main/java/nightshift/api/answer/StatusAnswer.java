package nightshift.api.answer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a server is. */
@Doc("How this server is.")
public record StatusAnswer(
        @Doc("Of Nightshift.") String version,
        @Doc("Id of the worker of this server.") String worker,

        @Doc(schema = "{items: {type: string, enum: [api, worker, scheduler]}}")
        List<String> roles,

        Links links,

        @Doc(
                value = "How many workers the work at hand asks for. Missing while Redis is away.",
                schema = "{minimum: 1}")
        OptionalInt desiredWorkers,

        StoreAnswer.Redis redis,
        @Doc("What does not work as it should.") List<StoreAnswer.Degraded> degraded) {

    /** Where else to look. */
    public record Links(
            @Doc("Where the dashboards are, if there are any.")
            Optional<URI> grafana) {}
}
