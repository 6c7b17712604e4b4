package nightshift.api.status;

import nightshift.store.StoreHealth;
import nightshift.store.StoreState;
import nightshift.web.Json;
import tools.jackson.core.JsonGenerator;

/** Writes how the store is, for {@code GET /status} and for its event. */
public final class StoreJson {

    private StoreJson() {
    }

    /** Writes the properties {@code redis} and {@code degraded}. */
    public static void write(JsonGenerator out, StoreHealth.Status status) {
        out.writeObjectPropertyStart("redis");
        out.writeStringProperty("state", status.state().name());
        out.writeStringProperty("since", Json.time(status.since()));
        if (!status.version().isEmpty()) {
            out.writeStringProperty("version", status.version());
        }
        status.detail().ifPresent(detail -> out.writeStringProperty("detail", detail));
        status.loss().ifPresent(loss -> {
            out.writeObjectPropertyStart("loss");
            out.writeStringProperty("kind", loss.kind().name());
            out.writeStringProperty("at", Json.time(loss.at()));
            out.writeStringProperty("detail", loss.kind().text());
            out.writeEndObject();
        });
        out.writeEndObject();
        degraded(out, status);
    }

    private static void degraded(JsonGenerator out, StoreHealth.Status status) {
        out.writeArrayPropertyStart("degraded");
        if (status.state() != StoreState.UP) {
            entry(out, "redis", Json.time(status.since()), status.detail().orElse(status.state().name()));
        }
        status.loss().ifPresent(loss -> entry(out, "redis-data", Json.time(loss.at()), loss.kind().text()));
        out.writeEndArray();
    }

    private static void entry(JsonGenerator out, String what, String since, String detail) {
        out.writeStartObject();
        out.writeStringProperty("what", what);
        out.writeStringProperty("since", since);
        out.writeStringProperty("detail", detail);
        out.writeEndObject();
    }
}
