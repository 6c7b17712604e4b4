package nightshift.api.status;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import nightshift.access.Permission;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.StatusAnswer;
import nightshift.api.answer.StoreAnswer;
import nightshift.job.ScalingSignal;
import nightshift.store.StoreHealth;
import nightshift.web.Json;
import nightshift.web.callers.Needs;

/** The state of this server. It answers while the store is away, too. */
@Path("/status")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {

    private final ServerInfo server;
    private final StoreHealth store;
    private final ScalingSignal scaling;

    /** The resource of this server and its store. */
    @Inject
    public StatusResource(ServerInfo server, StoreHealth store, ScalingSignal scaling) {
        this.server = server;
        this.store = store;
        this.scaling = scaling;
    }

    /** The state. */
    @GET
    @Needs(Permission.READ)
    public Json status() {
        StoreAnswer redis = StoreAnswer.of(store.status());
        return AnswerJson.of(new StatusAnswer(
                server.version(),
                server.worker(),
                server.roles(),
                new StatusAnswer.Links(server.grafana()),
                scaling.desiredWorkers(),
                redis.redis(),
                redis.degraded()));
    }
}
