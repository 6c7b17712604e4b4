package nightshift.api.events;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.store.EventFeed;
import nightshift.store.StoreHealth;
import nightshift.store.StoreUnavailable;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/** Passes the event feed, and changes of the store's state, on to every client that listens. */
public final class EventStreams implements StoreHealth.Watcher, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventStreams.class.getName());
    /** Each has a thread. */
    private static final int CLIENTS_MOST = 200;
    /** Fewer than the feed keeps: a client that missed this many may have missed events that the feed has dropped. */
    private static final int MISSED_MOST = 250;

    private static final int TICK_MS = 250;
    private static final int TICKS_PER_PING = 60;
    /** After an hour a client must reconnect and prove its identity again. */
    private static final int TICKS_MOST = 4 * 60 * 60;

    /** A client and its connection. */
    private static final class Stream {
        private final EventClient client;
        private final EventOutput output;
        private int ticks;

        private Stream(EventClient client, EventOutput output) {
            this.client = client;
            this.output = output;
        }
    }

    private final EventFeed feed;
    private final ThreadFactory threads;
    private final EventFeed.Subscription subscription;
    private final Future<?> timer;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    /** The place in the feed up to which all events were sent. Only the feed's thread uses it. */
    private Optional<String> before = Optional.empty();

    private volatile boolean closed;

    /**
     * @param timers  serves the clients a few times a second
     * @param threads makes a thread for each client
     */
    public EventStreams(EventFeed feed, ScheduledExecutorService timers, ThreadFactory threads) {
        this.feed = feed;
        this.threads = threads;
        this.subscription = feed.subscribe(this::publish);
        this.timer = timers.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Lets a client listen until it goes away, or the server stops.
     *
     * @param lastEventId where it stopped listening before
     * @throws ProblemException with 429 if too many are listening
     */
    void open(AsyncContext context, EventFilter filter, Optional<String> lastEventId) throws IOException {
        if (streams.size() >= CLIENTS_MOST) {
            throw Problem.tooMany("Too many clients listen to events.", Duration.ofSeconds(10))
                    .exception();
        }
        EventOutput output = new EventOutput(context);
        Stream stream = new Stream(new EventClient(filter, lastEventId, output::add), output);
        output.add(EventText.PING);
        // registered before missed events are read, so that none is lost in between
        streams.add(stream);
        if (closed) {
            output.close();
        }
        lastEventId.ifPresent(cursor -> comeBack(stream.client, cursor));
        context.getResponse()
                .flushBuffer(); // from this thread, else Open Liberty keeps the headers until there is more
        output.start(threads);
    }

    private void comeBack(EventClient client, String cursor) {
        try {
            List<EventFeed.Batch> missed = feed.since(cursor, MISSED_MOST);
            if (missed.size() < MISSED_MOST) {
                client.comeBack(EventBatch.all(missed, Optional.of(cursor)));
                return;
            }
        } catch (IllegalArgumentException | StoreUnavailable e) {
            LOG.log(Level.FINE, "The events that a client missed cannot be read", e);
        }
        client.comeBackTooLate();
    }

    /** Runs on the feed's thread. Text for many clients is written once. */
    private void publish(EventFeed.Batch batch) {
        EventBatch shared = new EventBatch(batch, before);
        if (!batch.cursor().isEmpty()) {
            before = Optional.of(batch.cursor());
        }
        streams.forEach(stream -> stream.client.publish(shared));
    }

    @Override
    public void changed(StoreHealth.Status status) {
        byte[] text = EventText.of(status);
        streams.forEach(stream -> stream.client.publish(text));
    }

    private void tick() {
        for (Stream stream : streams) {
            stream.client.tick();
            stream.ticks++;
            if (stream.ticks % TICKS_PER_PING == 0) {
                stream.output.add(EventText.PING);
            }
            if (stream.ticks >= TICKS_MOST) {
                stream.output.close();
            }
            if (stream.output.isClosed()) {
                streams.remove(stream);
            }
        }
    }

    /** How many clients listen. */
    public int clients() {
        return streams.size();
    }

    /** Ends all answers, and each later one at once. The clients continue at another server. */
    @Override
    public void close() {
        closed = true;
        subscription.close();
        timer.cancel(false);
        streams.forEach(stream -> stream.output.close());
        streams.clear();
    }
}
