package nightshift.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import nightshift.operations.Operations;
import nightshift.operations.Operations.Operation;
import nightshift.store.FailureHours;
import nightshift.store.History;
import nightshift.store.QueueControl;
import nightshift.store.StoreUnavailable;
import nightshift.store.WorkerRegistry;

/** Makes reports of incidents. */
public final class Incidents {

    private static final int MINUTES = 120;
    private static final int PAGE = 100;
    private static final int PAGES_MOST = 5;

    private final String version;
    private final Stored stored;
    private final Monitoring monitoring;

    /**
     * What the store knows.
     *
     * @param history    what people and servers did
     * @param workers    the workers
     * @param operations the operations
     * @param failures   the failure groups
     * @param queues     what happened in each minute
     */
    public record Stored(
            History history,
            WorkerRegistry workers,
            Operations operations,
            FailureHours failures,
            QueueControl queues) {}

    /** @param version of this server */
    public Incidents(String version, Stored stored, Monitoring monitoring) {
        this.version = version;
        this.stored = stored;
        this.monitoring = monitoring;
    }

    /**
     * The time by which windows are checked, that of the store.
     *
     * @throws StoreUnavailable when the store cannot answer
     */
    public Instant now() {
        return stored.history.now();
    }

    /**
     * A report as Markdown. It comes within some seconds; where the monitoring does not answer, the report says so.
     *
     * @param console address of the console, without a slash at the end
     * @throws StoreUnavailable when the store cannot answer
     */
    public CompletionStage<String> report(Window window, String console) {
        Instant now = now();
        CompletionStage<Monitoring.Monitored> monitored = monitoring.look(window);
        List<Operation> operations = new ArrayList<>();
        boolean allOperations = addOperations(window, operations);
        Collections.reverse(operations);
        var history = stored.history.between(Instant.EPOCH, window.to());
        var workers = stored.workers.workers();
        var failures = stored.failures.failing(window.from(), window.to(), FailureSection.MOST);
        var minutes = stored.queues.throughput(MINUTES);
        return monitored.thenApply(known -> ReportText.of(new Facts(
                window, now, version, console, history, workers, operations, allOperations, failures, minutes, known)));
    }

    /** Adds those of the window, newest first. Answers whether these are all. */
    private boolean addOperations(Window window, List<Operation> found) {
        Optional<String> token = Optional.empty();
        for (int pages = 0; pages < PAGES_MOST; pages++) {
            Operations.Page page = stored.operations.page(PAGE, token);
            page.items().stream()
                    .filter(each -> window.overlaps(each.createdAt(), each.endedAt()))
                    .forEach(found::add);
            token = page.nextToken();
            if (token.isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
