package nightshift.api.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import nightshift.job.Event;
import nightshift.store.EventFeed.Batch;

/**
 * Events that became visible together. Each is written when the first client wants it, and then shared by all clients.
 */
final class EventBatch {

    /** Stands for events that may have been missed. */
    static final EventBatch INTERRUPTED = new EventBatch(new Batch("", List.of()), Optional.empty());

    private final Batch batch;
    private final Optional<String> before;
    private final AtomicReferenceArray<byte[]> texts;

    /** @param before the place in the feed right before these events, if it is known */
    EventBatch(Batch batch, Optional<String> before) {
        this.batch = batch;
        this.before = before;
        this.texts = new AtomicReferenceArray<>(2 * batch.events().size());
    }

    /** Batches that follow one another, the first of them after a place in the feed. */
    static List<EventBatch> all(List<Batch> batches, Optional<String> before) {
        List<EventBatch> all = new ArrayList<>();
        Optional<String> place = before;
        for (Batch batch : batches) {
            all.add(new EventBatch(batch, place));
            place = Optional.of(batch.cursor());
        }
        return all;
    }

    /** The place in the feed right after these events; empty if some may have been missed. */
    String cursor() {
        return batch.cursor();
    }

    int size() {
        return batch.events().size();
    }

    Event event(int index) {
        return batch.events().get(index);
    }

    /**
     * An event as a client gets it.
     *
     * @param last whether the client gets no later one of this batch. Only the last leads past the batch: a client that
     *             loses the others gets the batch again
     */
    byte[] text(int index, boolean last) {
        int at = 2 * index + (last ? 1 : 0);
        byte[] text = texts.get(at);
        if (text == null) {
            text = EventText.of(event(index), last ? Optional.of(batch.cursor()) : before);
            texts.set(at, text);
        }
        return text;
    }
}
