package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.Event;
import nightshift.job.JobState;
import nightshift.job.Reserved;
import nightshift.job.WorkerInfo;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.Names;
import nightshift.redis.record.ShortId;
import nightshift.store.EventFeed;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntryBinary;

/** Follows the events stream with one thread for the whole server and notifies every subscriber. */
final class RedisEventFeed implements EventFeed, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RedisEventFeed.class.getName());
    private static final int BLOCK_MS = 1000;
    private static final int BATCHES = 100;
    private static final byte[] FIELD = {'c'};
    private static final Batch INTERRUPTED = new Batch("", List.of());

    private final Connection redis;
    private final byte[] stream;
    private final List<Consumer<Batch>> listeners = new CopyOnWriteArrayList<>();
    private final Thread follower;
    /** The place in the feed up to which everything was passed on; null until the store has answered. */
    private StreamEntryID last;

    private volatile boolean storeChanged;
    private volatile boolean closed;

    RedisEventFeed(Connection redis, Keys keys, ThreadFactory threads) {
        this.redis = redis;
        this.stream = keys.events().getBytes(ISO_8859_1);
        this.last = whereItStands();
        this.follower = threads.newThread(this::follow);
        follower.start();
    }

    @Override
    public Subscription subscribe(Consumer<Batch> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Read before anybody can subscribe, so that a listener misses nothing after it has subscribed. */
    private StreamEntryID whereItStands() {
        try {
            return newest();
        } catch (StoreUnavailable e) {
            return null;
        }
    }

    private void follow() {
        boolean interrupted = last == null;
        while (!closed) {
            try {
                if (storeChanged) {
                    storeChanged = false;
                    interrupted = true;
                }
                if (interrupted) {
                    last = earlier(last, newest());
                }
                List<Batch> batches = read(last, BATCHES, BLOCK_MS);
                if (interrupted || batches.size() == BATCHES && forgotAfter(last)) {
                    interrupted = false;
                    publish(INTERRUPTED);
                }
                for (Batch batch : batches) {
                    publish(batch);
                    last = new StreamEntryID(batch.cursor());
                }
            } catch (RuntimeException e) {
                if (closed) {
                    return;
                }
                LOG.log(interrupted ? Level.FINE : Level.WARNING, "The event feed is interrupted: " + e.getMessage());
                interrupted = true;
                pause();
            }
        }
    }

    private StreamEntryID newest() {
        return redis.call("events", j -> {
            List<?> newest = j.xrevrange(stream, new byte[] {'+'}, new byte[] {'-'}, 1);
            return newest.isEmpty() ? new StreamEntryID(0, 0) : idOf(newest.get(0));
        });
    }

    /** Whether the feed may have forgotten entries after this place before they were read. */
    private boolean forgotAfter(StreamEntryID place) {
        List<?> oldest = redis.call("events", j -> j.xrange(stream, new byte[] {'-'}, new byte[] {'+'}, 1));
        return !oldest.isEmpty() && idOf(oldest.get(0)).compareTo(place) > 0;
    }

    private static StreamEntryID idOf(Object entry) {
        return new StreamEntryID(new String((byte[]) ((List<?>) entry).get(0), ISO_8859_1));
    }

    /**
     * Reports that the store has changed: events may be missing, and the next ones may be older than those already
     * passed on.
     */
    void storeChanged() {
        storeChanged = true;
    }

    /** A store that replaced another one may be behind it: its next events would count as already passed on. */
    private static StreamEntryID earlier(StreamEntryID read, StreamEntryID newest) {
        return read == null || newest.compareTo(read) < 0 ? newest : read;
    }

    private void publish(Batch batch) {
        for (Consumer<Batch> listener : listeners) {
            try {
                listener.accept(batch);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "An event listener threw an exception", e);
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public List<Batch> since(String cursor, int limit) {
        if (!cursor.matches("\\d{1,19}-\\d{1,19}")) {
            throw new IllegalArgumentException("not a place in the feed: " + cursor);
        }
        return read(new StreamEntryID(cursor), limit, 0);
    }

    private List<Batch> read(StreamEntryID after, int limit, int blockMs) {
        XReadParams params = XReadParams.xReadParams().count(limit);
        if (blockMs > 0) {
            params.block(blockMs);
        }
        return redis.await("events", j -> {
            List<Map.Entry<byte[], List<StreamEntryBinary>>> answer = j.xreadBinary(params, Map.of(stream, after));
            List<Batch> batches = new ArrayList<>();
            if (answer != null && !answer.isEmpty()) {
                for (StreamEntryBinary entry : answer.get(0).getValue()) {
                    batches.add(new Batch(entry.getID().toString(), events(changes(entry))));
                }
            }
            return batches;
        });
    }

    private static byte[] changes(StreamEntryBinary entry) {
        for (Map.Entry<byte[], byte[]> field : entry.getFields().entrySet()) {
            if (java.util.Arrays.equals(field.getKey(), FIELD)) {
                return field.getValue();
            }
        }
        return new byte[0];
    }

    /** Reads changes as {@code lua/lib.lua} and its users write them, one after the other. */
    private static List<Event> events(byte[] changes) {
        List<Event> events = new ArrayList<>();
        int at = 0;
        while (at < changes.length) {
            char kind = (char) changes[at];
            char state = (char) changes[at + 1];
            int from = kind == 'J' || kind == 'K' ? at + 2 + ShortId.LENGTH : at + 2;
            int end = lineEnd(changes, from);
            String name = new String(changes, from, end - from, ISO_8859_1);
            switch (kind) {
                case 'J', 'K' -> {
                    int taskEnd = lineEnd(changes, end + 1);
                    TaskName task = Names.task(new String(changes, end + 1, taskEnd - end - 1, ISO_8859_1));
                    JobId id = ShortId.read(changes, at + 2);
                    events.add(
                            kind == 'J'
                                    ? new Event.JobChanged(id, JobState.ofCode(state), Names.queue(name), task)
                                    : new Event.CancelRequested(id, Names.queue(name), task));
                    if (task.equals(Reserved.OPERATION_TASK)) {
                        events.add(new Event.OperationChanged(id));
                    }
                    end = taskEnd;
                }
                case 'Q' -> events.add(new Event.QueueChanged(Names.queue(name), state == '1'));
                case 'S' ->
                    scheduleChange(state).ifPresent(change -> events.add(new Event.ScheduleChanged(name, change)));
                case 'O' -> events.add(new Event.OperationChanged(ShortId.read(changes, from)));
                case 'F' -> events.add(new Event.RoomFreed(Names.queue(name)));
                case 'T' -> timed(state).map(Event.DueSooner::new).ifPresent(events::add);
                case 'W' ->
                    events.add(new Event.WorkerChanged(
                            name,
                            switch (state) {
                                case 'L' -> WorkerInfo.State.LIVE;
                                case 'D' -> WorkerInfo.State.DRAINING;
                                default -> WorkerInfo.State.LOST;
                            }));
                default -> {
                    LOG.fine(() -> "A newer server writes events of the kind '" + kind
                            + "'; the rest of that batch is skipped");
                    return events;
                }
            }
            at = end + 1;
        }
        return events;
    }

    /** Empty if a newer server knows more than this one. */
    private static Optional<Event.ScheduleChange> scheduleChange(char code) {
        return Optional.ofNullable(
                switch (code) {
                    case 'n' -> Event.ScheduleChange.CREATED;
                    case 'c' -> Event.ScheduleChange.CHANGED;
                    case 'p' -> Event.ScheduleChange.PAUSED;
                    case 'r' -> Event.ScheduleChange.RESUMED;
                    case 'd' -> Event.ScheduleChange.DELETED;
                    case 'f' -> Event.ScheduleChange.FIRED;
                    default -> null;
                });
    }

    /** @param set the first letter of its sorted set; a newer server can have others */
    private static Optional<Event.Timed> timed(char set) {
        return switch (set) {
            case 'd' -> Optional.of(Event.Timed.JOB);
            case 'e' -> Optional.of(Event.Timed.EXPIRY);
            case 's' -> Optional.of(Event.Timed.SCHEDULE);
            default -> Optional.empty();
        };
    }

    private static int lineEnd(byte[] text, int from) {
        int i = from;
        while (text[i] != '\n') {
            i++;
        }
        return i;
    }

    @Override
    public void close() {
        closed = true;
        follower.interrupt();
    }
}
