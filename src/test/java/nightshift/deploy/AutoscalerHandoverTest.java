package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of the number of workers when an autoscaler is added to an installation that runs. */
class AutoscalerHandoverTest {

    private DeploymentApi cluster;

    /** Five workers run: production with a count of five, as kubectl applied it. */
    @BeforeEach
    void apply() throws IOException {
        ObjectNode worker = worker("production");
        ((ObjectNode) worker.at("/spec")).put("replicas", 5);
        ObjectNode live = worker.deepCopy();
        ((ObjectNode) live.at("/metadata"))
                .putObject("annotations")
                .put("kubectl.kubernetes.io/last-applied-configuration", worker.toString());
        cluster = new DeploymentApi(live);
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with-hpa", "with-keda"})
    void theNumberStaysWhenKubectlForgetsItFirst(String overlay) throws Exception {
        cluster.run("openshift-k8s/release-replicas.sh");
        apply(overlay);

        assertThat(cluster.replicas()).isEqualTo(5);
        assertThat(cluster.patches())
                .isNotEmpty()
                .noneMatch(each -> each.at("/spec").has("replicas"));
    }

    /** Why the script is there: this is not a rule of ours but one of kubectl. */
    @Test
    void withoutThatKubectlTakesTheNumberAway() throws Exception {
        apply("with-hpa");

        assertThat(cluster.replicas()).isEqualTo(1);
    }

    @Test
    void itCanBeReleasedTwice() throws Exception {
        cluster.run("openshift-k8s/release-replicas.sh");
        cluster.run("openshift-k8s/release-replicas.sh");
        apply("with-hpa");

        assertThat(cluster.replicas()).isEqualTo(5);
    }

    private void apply(String overlay) throws Exception {
        Path file = Files.createTempFile("nightshift", ".json");
        Files.writeString(file, worker(overlay).toString());
        cluster.run("kubectl", "apply", "--validate=false", "-f", file.toString());
        Files.delete(file);
    }

    private static ObjectNode worker(String overlay) {
        return Manifests.of(overlay)
                .get("Deployment", "nightshift", "nightshift-worker")
                .json();
    }
}
