package nightshift.observe.objectives;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nightshift.job.Objectives.Objective;
import tools.jackson.databind.JsonNode;

/** What Prometheus answered about the objectives: the values of the recording rules of {@code objectives.yml}. */
final class ObjectiveSamples {

    private static final String OBJECTIVE = "slo:objective:ratio";
    private static final String BUDGET = "slo:error_budget_remaining:ratio";
    private static final String BURN = "slo:current_burn_rate:ratio";
    private static final String EVENTS = "slo:events:increase30d";
    private static final Comparator<Objective> WORST_FIRST = Comparator.<Objective>comparingDouble(
                    o -> o.errorBudgetRemaining().orElse(Double.MAX_VALUE))
            .thenComparing(Objective::name)
            .thenComparing(o -> o.queue().orElse(""));

    private final Map<String, List<Sample>> byRule = new HashMap<>();

    /** One value; a label that a series does not have is empty. */
    private record Sample(String slo, String queue, String namespace, double value) {

        /** Whether it also covers the subject of the other one. */
        boolean covers(Sample other) {
            return slo.equals(other.slo)
                    && (queue.isEmpty() || queue.equals(other.queue))
                    && (namespace.isEmpty() || namespace.equals(other.namespace));
        }

        int labels() {
            return (queue.isEmpty() ? 0 : 1) + (namespace.isEmpty() ? 0 : 1);
        }
    }

    private ObjectiveSamples() {}

    /** The query for them. */
    static String query(Optional<String> namespace) {
        return "{__name__=~\"" + String.join("|", OBJECTIVE, BUDGET, BURN, EVENTS) + "\""
                + namespace.map(name -> ",namespace=~\"|" + name + "\"").orElse("") + "}";
    }

    /** @param series the answer to the query */
    static ObjectiveSamples of(JsonNode series) {
        ObjectiveSamples samples = new ObjectiveSamples();
        series.forEach(samples::add);
        return samples;
    }

    private void add(JsonNode series) {
        JsonNode labels = series.path("metric");
        try {
            Sample sample = new Sample(
                    label(labels, "slo"),
                    label(labels, "queue"),
                    label(labels, "namespace"),
                    Double.parseDouble(series.path("value").path(1).asString("")));
            if (Double.isFinite(sample.value)) {
                byRule.computeIfAbsent(label(labels, "__name__"), rule -> new ArrayList<>())
                        .add(sample);
            }
        } catch (NumberFormatException e) {
            // +Inf, or not a number: same as no value
        }
    }

    private static String label(JsonNode labels, String name) {
        return labels.path(name).asString("");
    }

    /**
     * The objectives, least budget first. Of several namespaces, the worst one is returned. An objective whose budget
     * is not known is returned once.
     */
    List<Objective> objectives() {
        Map<List<String>, Objective> found = new HashMap<>();
        List<Sample> budgets = byRule.getOrDefault(BUDGET, List.of());
        for (Sample budget : budgets) {
            add(found, budget, OptionalDouble.of(budget.value));
        }
        for (Sample objective : byRule.getOrDefault(OBJECTIVE, List.of())) {
            if (budgets.stream().noneMatch(objective::covers)) {
                add(found, objective, OptionalDouble.empty());
            }
        }
        return found.values().stream().sorted(WORST_FIRST).toList();
    }

    private void add(Map<List<String>, Objective> found, Sample about, OptionalDouble budget) {
        value(OBJECTIVE, about)
                .ifPresent(target -> found.merge(
                        List.of(about.slo, about.queue),
                        new Objective(
                                about.slo,
                                Optional.of(about.queue).filter(name -> !name.isEmpty()),
                                target,
                                budget,
                                value(BURN, about),
                                value(EVENTS, about)),
                        (one, other) -> WORST_FIRST.compare(one, other) <= 0 ? one : other));
    }

    private OptionalDouble value(String rule, Sample about) {
        return byRule.getOrDefault(rule, List.of()).stream()
                .filter(sample -> sample.covers(about))
                .max(Comparator.comparingInt(Sample::labels))
                .stream()
                .mapToDouble(Sample::value)
                .findFirst();
    }
}
