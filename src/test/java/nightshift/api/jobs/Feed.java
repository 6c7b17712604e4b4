package nightshift.api.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import nightshift.job.Event;
import nightshift.store.EventFeed;

/** A feed that a test speaks through. */
final class Feed implements EventFeed {

    private final List<Consumer<Batch>> listeners = new CopyOnWriteArrayList<>();

    void publish(String cursor, Event... events) {
        listeners.forEach(listener -> listener.accept(new Batch(cursor, List.of(events))));
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public Subscription subscribe(Consumer<Batch> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<Batch> since(String cursor, int limit) {
        return List.of();
    }
}
