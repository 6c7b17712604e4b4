package nightshift.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** As much of a cluster's API as kubectl needs to change one Deployment: merges what kubectl sends, and keeps it. */
final class DeploymentApi implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/nightshift/deployments/nightshift-worker";

    private final HttpServer server;
    private final Path kubeconfig;
    private final List<JsonNode> patches = new CopyOnWriteArrayList<>();
    private volatile ObjectNode deployment;

    DeploymentApi(ObjectNode deployment) throws IOException {
        this.deployment = deployment;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        kubeconfig = Files.createTempFile("nightshift", ".kubeconfig");
        Files.writeString(kubeconfig, """
                {apiVersion: v1, kind: Config, current-context: t, contexts: [{name: t, context: {cluster: t, user: t}}],
                 clusters: [{name: t, cluster: {server: "http://127.0.0.1:%d"}}], users: [{name: t, user: {}}]}
                """.formatted(server.getAddress().getPort()));
    }

    /** All changes that kubectl asked for. */
    List<JsonNode> patches() {
        return List.copyOf(patches);
    }

    int replicas() {
        // What the real API does where the field is missing.
        return deployment.at("/spec/replicas").asInt(1);
    }

    /** Runs a command that calls kubectl, with this in the place of a cluster. */
    void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("nightshift", null);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment()
                .put("HOME", Files.createTempDirectory("nightshift").toString());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + ": " + Files.readString(output));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PATCH")) {
            JsonNode patch = JSON.readTree(exchange.getRequestBody());
            patches.add(patch);
            merge(deployment, patch);
        }
        JsonNode body = switch (path) {
            case "/api" -> JSON.readTree("{\"kind\":\"APIVersions\",\"versions\":[]}");
            case "/apis" -> JSON.readTree("""
                    {"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"apps",
                     "versions":[{"groupVersion":"apps/v1","version":"v1"}],
                     "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]}""");
            case "/apis/apps/v1" -> JSON.readTree("""
                    {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"apps/v1","resources":[{"name":"deployments",
                     "singularName":"deployment","namespaced":true,"kind":"Deployment","verbs":["get","patch"]}]}""");
            case DEPLOYMENT -> deployment;
            default -> null;
        };
        byte[] bytes = (body == null ? "{}" : body.toString()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** By the rules of a merge patch, which is what kubectl's are for the fields looked at here. */
    private static void merge(ObjectNode target, JsonNode patch) {
        for (String name : new ArrayList<>(patch.propertyNames())) {
            JsonNode value = patch.get(name);
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject() && target.get(name) instanceof ObjectNode inner) {
                merge(inner, value);
            } else {
                target.set(name, value);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        Files.delete(kubeconfig);
    }
}
