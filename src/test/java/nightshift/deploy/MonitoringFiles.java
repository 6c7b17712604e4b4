package nightshift.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the manifests give to the monitoring, and where it sees it. */
final class MonitoringFiles {

    private MonitoringFiles() {}

    static JsonNode prometheus(String overlay) {
        return Manifests.yaml(files(overlay, "prometheus").get("prometheus.yml"));
    }

    static Map<String, String> files(String overlay, String configMap) {
        return new TreeMap<>(Manifest.strings(Manifests.of(overlay)
                .find("ConfigMap", "monitoring", configMap)
                .reduce((one, other) -> {
                    throw new AssertionError("two of " + configMap);
                })
                .orElseThrow()
                .at("/data")));
    }

    /** The volume of each folder or file that the main container sees. */
    static Map<String, String> mounts(String overlay, String kind, String name) {
        Map<String, String> mounts = new TreeMap<>();
        Manifests.of(overlay)
                .get(kind, "monitoring", name)
                .podSpec()
                .at("/containers/0/volumeMounts")
                .forEach(mount -> mounts.put(
                        mount.path("mountPath").asString(), mount.path("name").asString()));
        return mounts;
    }

    static Map<String, String> folder(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> content.put(file.getFileName().toString(), read(file)));
        }
        return content;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
