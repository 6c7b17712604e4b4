package nightshift.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One object that is applied to a cluster. */
record Manifest(ObjectNode json) {

    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet");

    String kind() {
        return at("/kind").asString();
    }

    String name() {
        return at("/metadata/name").asString();
    }

    /** Empty for what belongs to no namespace. */
    String namespace() {
        return at("/metadata/namespace").asString("");
    }

    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    boolean isWorkload() {
        return WORKLOADS.contains(kind());
    }

    JsonNode podSpec() {
        return at("/spec/template/spec");
    }

    Map<String, String> podLabels() {
        return strings(at("/spec/template/metadata/labels"));
    }

    /** All containers of the pods of a workload, those that prepare them included. */
    List<JsonNode> containers() {
        return Stream.of("initContainers", "containers")
                .flatMap(list -> podSpec().path(list).valueStream())
                .toList();
    }

    /** Names and numbers of the ports of its containers. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        containers()
                .forEach(container -> container
                        .path("ports")
                        .forEach(port -> ports.put(
                                port.path("name").asString(),
                                port.path("containerPort").asInt())));
        return ports;
    }

    /** Values of all fields of a name, however deep. */
    List<String> values(String field) {
        return new ArrayList<>(json.findValuesAsString(field));
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString()));
        return strings;
    }

    @Override
    public String toString() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }
}
