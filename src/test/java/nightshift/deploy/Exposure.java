package nightshift.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is not for everyone, /metrics and /health, leads nowhere wherever a host leads to the application. */
final class Exposure {

    private static final List<String> PRIVATE = List.of("/metrics", "/health");

    private final List<String> problems = new ArrayList<>();

    private Exposure() {}

    static List<String> problems(Manifests manifests) {
        Exposure exposure = new Exposure();
        manifests
                .ofKind("Ingress")
                .forEach(ingress -> ingress.at("/spec/rules").forEach(rule -> {
                    Map<String, String> services = new LinkedHashMap<>();
                    rule.at("/http/paths")
                            .forEach(path -> services.put(
                                    path.path("path").asString()
                                            + (path.path("pathType").asString().equals("Prefix") ? "" : " exactly"),
                                    path.at("/backend/service/name").asString()));
                    exposure.host(ingress, rule.path("host"), services, manifests);
                }));
        Map<JsonNode, Map<String, String>> routes = new LinkedHashMap<>();
        manifests
                .ofKind("Route")
                .forEach(route -> routes.computeIfAbsent(route.at("/spec/host"), host -> new LinkedHashMap<>())
                        .put(
                                route.at("/spec/path").asString("/"),
                                route.at("/spec/to/name").asString()));
        manifests
                .ofKind("Route")
                .filter(route -> route.at("/spec/path").isMissingNode())
                .forEach(route ->
                        exposure.host(route, route.at("/spec/host"), routes.get(route.at("/spec/host")), manifests));
        manifests.ofKind("HTTPRoute").forEach(route -> {
            Map<String, String> services = new LinkedHashMap<>();
            route.at("/spec/rules")
                    .forEach(rule -> rule.path("matches")
                            .forEach(match -> services.put(
                                    match.at("/path/value").asString()
                                            + (match.at("/path/type").asString().equals("PathPrefix")
                                                    ? ""
                                                    : " exactly"),
                                    rule.at("/backendRefs/0/name").asString())));
            exposure.host(route, route.at("/spec/hostnames/0"), services, manifests);
        });
        return exposure.problems;
    }

    /** Looks at the Services of a host, by the paths that lead to them. */
    private void host(Manifest where, JsonNode host, Map<String, String> services, Manifests manifests) {
        if (!"nightshift".equals(services.get("/"))) {
            return;
        }
        for (String path : PRIVATE) {
            boolean leadsNowhere = services.containsKey(path)
                    && manifests
                            .get("Service", where.namespace(), services.get(path))
                            .at("/spec/selector")
                            .isMissingNode();
            if (!leadsNowhere) {
                problems.add(
                        where + ": " + path + " is for everyone at " + host.asString("a host that the router chooses"));
            }
        }
    }
}
