package nightshift.deploy;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Label selectors, as Kubernetes reads them. */
final class Labels {

    private Labels() {}

    static boolean match(JsonNode selector, Map<String, String> labels) {
        return labels.entrySet()
                        .containsAll(
                                Manifest.strings(selector.path("matchLabels")).entrySet())
                && selector.path("matchExpressions").valueStream().allMatch(expression -> matches(expression, labels));
    }

    private static boolean matches(JsonNode expression, Map<String, String> labels) {
        if (!expression.path("operator").asString().equals("In")) {
            throw new AssertionError("an operator that is not known here: " + expression);
        }
        List<String> values =
                expression.path("values").valueStream().map(JsonNode::asString).toList();
        return values.contains(labels.get(expression.path("key").asString()));
    }
}
