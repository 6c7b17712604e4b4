package nightshift.api.status;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import nightshift.access.Permission;
import nightshift.job.ScalingSignal;
import nightshift.store.StoreHealth;
import nightshift.web.Json;
import nightshift.web.callers.Needs;

/** How this server is, also while the store is away. */
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

    /** How it is. */
    @GET
    @Needs(Permission.READ)
    public Json status() {
        StoreHealth.Status status = store.status();
        return out -> {
            out.writeStartObject();
            out.writeStringProperty("version", server.version());
            out.writeStringProperty("worker", server.worker());
            out.writeArrayPropertyStart("roles");
            server.roles().forEach(out::writeString);
            out.writeEndArray();
            out.writeObjectPropertyStart("links");
            server.grafana().ifPresent(grafana -> out.writeStringProperty("grafana", grafana.toString()));
            out.writeEndObject();
            scaling.desiredWorkers().ifPresent(workers -> out.writeNumberProperty("desiredWorkers", workers));
            StoreJson.write(out, status);
            out.writeEndObject();
        };
    }
}
