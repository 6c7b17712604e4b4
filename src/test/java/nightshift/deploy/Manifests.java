package nightshift.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code kubectl apply -k} would send for an overlay, made by kubectl itself from a copy with secrets of its own. */
record Manifests(List<Manifest> objects) {

    static final List<String> OVERLAYS = List.of("local", "production", "openshift", "sentinel");
    /** These, and what else can be made of the components. */
    static final List<String> ALL = List.of(
            "local",
            "production",
            "openshift",
            "sentinel",
            "with-alert-receivers",
            "with-redis-tls",
            "with-hpa",
            "with-keda",
            "with-tracing",
            "with-gateway",
            "with-bulk-volume",
            "with-prometheus-operator");

    static final YAMLMapper YAML = new YAMLMapper();

    /** Of this process alone: tests run in two. */
    private static final Path COPY =
            Path.of("target/deploy", Long.toString(ProcessHandle.current().pid()));

    private static final Map<String, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    /** A copy that the caller may change. */
    static Manifests of(String overlay) {
        return new Manifests(RENDERED.computeIfAbsent(overlay, Manifests::render).stream()
                .map(each -> new Manifest(each.json().deepCopy()))
                .toList());
    }

    /** Where the secrets are that were made for the tests. */
    static Path secrets() {
        of(OVERLAYS.get(0));
        return COPY.resolve("openshift-k8s/secrets");
    }

    Manifest get(String kind, String namespace, String name) {
        return find(kind, namespace, name)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("there is no " + kind + " " + namespace + "/" + name + " in " + objects));
    }

    /** With a name of a generated object, what it was before its hash was appended. */
    Stream<Manifest> find(String kind, String namespace, String name) {
        return ofKind(kind)
                .filter(each -> each.namespace().equals(namespace)
                        && (each.name().equals(name) || each.name().matches(name + "-[a-z0-9]{10}")));
    }

    Stream<Manifest> ofKind(String kind) {
        return objects.stream().filter(each -> each.kind().equals(kind));
    }

    Stream<Manifest> workloads() {
        return objects.stream().filter(Manifest::isWorkload);
    }

    static JsonNode yaml(String text) {
        return YAML.readTree(text);
    }

    private static List<Manifest> render(String overlay) {
        try {
            prepare();
            String text = run(COPY, "kubectl", "kustomize", "openshift-k8s/overlays/" + overlay);
            List<Manifest> objects = new ArrayList<>();
            try (MappingIterator<JsonNode> documents =
                    YAML.readerFor(JsonNode.class).readValues(text)) {
                documents.forEachRemaining(each -> objects.add(new Manifest((ObjectNode) each)));
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException("needs kubectl 1.27 or newer on the PATH", e);
        }
    }

    private static synchronized void prepare() throws IOException {
        if (!RENDERED.isEmpty()) {
            return;
        }
        removeCopy();
        Runtime.getRuntime().addShutdownHook(new Thread(Manifests::removeCopy));
        Files.createDirectories(COPY.resolve("scripts"));
        Files.copy(Path.of("scripts/lib.sh"), COPY.resolve("scripts/lib.sh"));
        for (String folder : List.of("openshift-k8s", "prometheus", "alertmanager", "grafana")) {
            run(Path.of("."), "cp", "-R", folder, COPY.toString());
        }
        // Not those of whoever works here.
        for (String folder :
                List.of("nightshift", "redis", "redis-exporter", "sentinel/redis", "grafana", "alertmanager")) {
            run(COPY, "rm", "-rf", "openshift-k8s/secrets/" + folder);
        }
        run(COPY, "openshift-k8s/secrets.sh");
        with("alert-receivers");
        with("redis-tls");
        with("hpa");
        with("keda");
        with("tracing");
        with("gateway");
        with("bulk-volume");
        with("prometheus-operator");
    }

    private static void removeCopy() {
        try {
            run(Path.of("."), "rm", "-rf", COPY.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An overlay like production with one more component. */
    private static void with(String component) throws IOException {
        Path folder = Files.createDirectories(COPY.resolve("openshift-k8s/overlays/with-" + component));
        Path production = COPY.resolve("openshift-k8s/overlays/production/kustomization.yaml");
        String text = Files.readString(production)
                .replace("components:\n", "components:\n  - ../../components/" + component + "\n");
        if (component.equals("gateway")) {
            text = text.replace("  - ../../components/ingress\n", "");
        }
        boolean scales = List.of("hpa", "keda").contains(component);
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                scales ? text.replace("  - name: nightshift-worker\n    count: 2\n", "") : text);
    }

    static String run(Path directory, String... command) throws IOException {
        Path errors = Files.createTempFile("nightshift", null);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + Files.readString(errors));
            }
            return output;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            Files.delete(errors);
        }
    }
}
