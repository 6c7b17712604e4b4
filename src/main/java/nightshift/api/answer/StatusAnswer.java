package nightshift.api.answer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a server is. */
@Doc("How this server and Redis are doing.")
public record StatusAnswer(
        @Doc("The version of Nightshift that this server runs.")
        String version,

        @Doc("The id of the worker of this server.") String worker,

        @Doc(
                value = "What this server does: it answers the API, runs jobs, and schedules, or some of these.",
                schema = "{items: {type: string, enum: [api, worker, scheduler]}}")
        List<String> roles,

        @Doc("The addresses of other tools for this installation.")
        Links links,

        @Doc(
                value = "The number of workers that the load needs. Missing while Redis does not answer.",
                schema = "{minimum: 1}")
        OptionalInt desiredWorkers,

        @Doc("How Redis is doing, as this server last saw it.")
        StoreAnswer.Redis redis,

        @Doc("What does not work as it should. Empty if all is well.")
        List<StoreAnswer.Degraded> degraded) {

    /** Where else to look. */
    @Doc("The addresses of other tools.")
    public record Links(
            @Doc("The address of Grafana with the dashboards. Missing if none is set.")
            Optional<URI> grafana) {}
}
