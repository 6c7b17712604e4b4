package nightshift.observe.metrics;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import nightshift.store.SearchUpkeep.Keeper;
import nightshift.store.SearchUpkeep.Round;
import org.eclipse.microprofile.metrics.Counter;

/** Shows how the index for search follows the jobs. Only the server that keeps it has something to show; the others show zeros. */
final class SearchMetrics implements Consumer<Round> {

    private final AtomicReference<Round> latest = new AtomicReference<>();
    private final Counter written;
    private final Counter updated;

    SearchMetrics(Meters meters) {
        gauge(
                meters,
                "nightshift_search_index_keeper",
                "1 on the server that keeps the index for search",
                round -> round.keeper() == Keeper.THIS ? 1 : 0);
        gauge(meters, "nightshift_search_index_segments", "Pieces of the index for search", Round::segments);
        gauge(
                meters,
                "nightshift_search_index_stale_segments",
                "Pieces of the index for search that do not have the states of their jobs right",
                Round::stale);
        gauge(
                meters,
                "nightshift_search_index_jobs_behind",
                "Jobs that are not in the index for search yet, about",
                Round::behind);
        written = meters.counter(
                "nightshift_search_index_written_total",
                "Pieces that were added to the index for search, or written again");
        updated = meters.counter(
                "nightshift_search_index_updated_total",
                "Pieces of the index for search that got the present states of their jobs");
    }

    private void gauge(Meters meters, String name, String description, ToDoubleFunction<Round> value) {
        meters.gauge(name, description, () -> {
            Round round = latest.get();
            return round == null ? 0 : value.applyAsDouble(round);
        });
    }

    @Override
    public void accept(Round round) {
        latest.set(round);
        written.inc(round.written());
        updated.inc(round.updated());
    }
}
