package nightshift.incident;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the monitoring of this installation knows about some time. */
@FunctionalInterface
public interface Monitoring {

    /** Looks it up. The answer comes within some seconds and never fails: it says what could not be read. */
    CompletionStage<Monitored> look(Window window);

    /** The monitoring of an installation that has none. */
    static Monitoring notConfigured() {
        return window -> CompletableFuture.completedFuture(Monitored.without(
                "Prometheus is not set. Set nightshift.prometheus.url (NIGHTSHIFT_PROMETHEUS_URL) to see this here."));
    }

    /**
     * What was found.
     *
     * @param alerts  those that fired, in the order in which they began
     * @param builds  the versions that ran, in the order in which they appeared
     * @param figures sums over the whole time
     * @param charts  tables with a row for each step
     */
    record Monitored(Found<Alert> alerts, Found<Build> builds, Found<Figure> figures, Found<Chart> charts) {

        /** Nothing but a reason. */
        public static Monitored without(String problem) {
            return new Monitored(Found.not(problem), Found.not(problem), Found.not(problem), Found.not(problem));
        }
    }

    /**
     * The answer to one question, such as which alerts fired.
     *
     * @param items   what was found
     * @param problem why this is not all, as a sentence
     */
    record Found<T>(List<T> items, Optional<String> problem) {

        /** Everything was found. */
        public static <T> Found<T> all(List<T> items) {
            return new Found<>(items, Optional.empty());
        }

        /** Nothing was found. */
        public static <T> Found<T> not(String problem) {
            return new Found<>(List.of(), Optional.of(problem));
        }
    }
}
