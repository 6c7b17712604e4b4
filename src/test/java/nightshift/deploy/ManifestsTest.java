package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every rule holds for every overlay, and every rule is seen to be broken by the change that it is there for. */
class ManifestsTest {

    enum Rules {
        SCHEMA(Schema::problems),
        HARDENING(Hardening::problems),
        REFERENCES(References::problems),
        AVAILABILITY(Availability::problems),
        EXPOSURE(Exposure::problems);

        private final Function<Manifests, List<String>> problems;

        Rules(Function<Manifests, List<String>> problems) {
            this.problems = problems;
        }
    }

    static final Iterable<String> OVERLAYS = Manifests.ALL;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyObjectIsWhatTheApiServerTakes(String overlay) {
        assertThat(Manifests.of(overlay).objects()).hasSizeGreaterThan(50);
        assertThat(Schema.problems(Manifests.of(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyPodMayDoAsLittleAsItNeeds(String overlay) {
        assertThat(Hardening.problems(Manifests.of(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everythingThatIsNamedIsThere(String overlay) {
        assertThat(References.problems(Manifests.of(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void serversAndStoresLiveThroughStopsAndFailures(String overlay) {
        assertThat(Availability.problems(Manifests.of(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void figuresAndHealthAreNotForEveryone(String overlay) {
        assertThat(Exposure.problems(Manifests.of(overlay))).isEmpty();
    }

    @Test
    void openShiftChoosesUsersAndElsewhereTheyAreGiven() {
        assertThat(Manifests.of("openshift").workloads())
                .allSatisfy(workload -> assertThat(workload.podSpec().toString())
                        .doesNotContain("runAsUser", "runAsGroup", "fsGroup", "supplementalGroups"));
        assertThat(Stream.of("local", "production")
                        .flatMap(overlay -> Manifests.of(overlay).workloads()))
                .hasSizeGreaterThan(10)
                .allSatisfy(workload -> {
                    assertThat(workload.podSpec()
                                    .at("/securityContext/runAsUser")
                                    .asInt())
                            .as(workload.toString())
                            .isPositive();
                    assertThat(workload.podSpec().at("/securityContext/fsGroup").asInt())
                            .as(workload.toString())
                            .isPositive();
                });
    }

    /** Where there is an object of a kind that production alone does not have. */
    private static final Map<String, String> OVERLAY_WITH = Map.of(
            "HorizontalPodAutoscaler",
            "with-hpa",
            "ScaledObject",
            "with-keda",
            "Route",
            "openshift",
            "HTTPRoute",
            "with-gateway",
            "PersistentVolumeClaim",
            "with-bulk-volume",
            "PodMonitor",
            "with-prometheus-operator");

    /**
     * One change to one object of the overlay production, or of the one named before its kind; without a value the field
     * is taken away.
     */
    @ParameterizedTest(name = "{0}: {1} {2}/{3}{4} = {5}")
    @CsvFileSource(
            resources = "/nightshift/deploy/changes.csv",
            numLinesToSkip = 1,
            quoteCharacter = '\'',
            nullValues = "-")
    void aChangeForTheWorseIsSeen(
            Rules rules, String kind, String namespace, String name, String pointer, String value, String problem) {
        String overlay = kind.contains("/")
                ? kind.substring(0, kind.indexOf('/'))
                : OVERLAY_WITH.getOrDefault(kind, "production");
        Manifests manifests = Manifests.of(overlay);
        change(
                manifests
                        .get(kind.substring(kind.indexOf('/') + 1), namespace, name)
                        .json(),
                JsonPointer.compile(pointer),
                value);

        assertThat(rules.problems.apply(manifests)).anyMatch(each -> each.contains(problem));
    }

    private static void change(ObjectNode json, JsonPointer pointer, String value) {
        JsonNode parent = json.at(pointer.head());
        JsonNode changed = value == null ? null : Manifests.yaml(value);
        if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), changed);
        } else if (changed == null) {
            assertThat(((ObjectNode) parent).remove(pointer.last().getMatchingProperty()))
                    .isNotNull();
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), changed);
        }
    }
}
