package nightshift.redis.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.store.StoreHealth;
import nightshift.store.StoreLoss;
import nightshift.store.StoreState;

/** Watches Redis with a {@link Probe} and remembers the result. */
public final class RedisStoreHealth implements StoreHealth, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RedisStoreHealth.class.getName());
    private static final long PAUSE_MS = 500;
    private static final Duration LOSS_SHOWN = Duration.ofDays(1);

    private final Probe probe;
    private final Supplier<Connections> connections;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Status status =
            new Status(StoreState.AWAY, Instant.now(), Optional.of("not asked yet"), "", Optional.empty());
    private volatile boolean closed;

    /** Looks at Redis once, then begins to watch it on a thread of its own. */
    public RedisStoreHealth(Probe probe, Supplier<Connections> connections, ThreadFactory threads) {
        this.probe = probe;
        this.connections = connections;
        look();
        this.thread = threads.newThread(this::watch);
        thread.start();
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public Connections connections() {
        return connections.get();
    }

    @Override
    public Runnable watch(Watcher watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private void watch() {
        while (!closed) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                break;
            }
            look();
        }
        probe.close();
    }

    private void look() {
        try {
            Probe.Sight sight = probe.look();
            become(StoreState.UP, Optional.empty(), sight.version(), sight.known());
            sight.lost().ifPresent(this::report);
        } catch (Probe.Failed e) {
            become(e.state(), Optional.of(e.getMessage()), status.version(), status.loss());
        } catch (RuntimeException | Error e) { // a watch that ended would show the same state forever
            LOG.log(Level.SEVERE, "The watch over Redis failed and continues", e);
            become(StoreState.AWAY, Optional.of("The watch over Redis failed: " + e), status.version(), status.loss());
        }
    }

    private void become(StoreState state, Optional<String> detail, String version, Optional<StoreLoss> loss) {
        if (closed) {
            return;
        }
        Status before = status;
        boolean isFirst = before.detail().equals(Optional.of("not asked yet"));
        boolean changes = before.state() != state || isFirst;
        Instant now = Instant.now();
        Status after = new Status(
                state,
                changes ? now : before.since(),
                detail,
                version,
                loss.filter(each -> each.at().isAfter(now.minus(LOSS_SHOWN))));
        status = after;
        if (changes) {
            log(before, after);
        }
        if (changes || !before.loss().equals(after.loss()) || !before.detail().equals(detail)) {
            watchers.forEach(watcher -> watcher.changed(after));
        }
    }

    private static void log(Status before, Status after) {
        if (after.up()) {
            LOG.info("Redis " + after.version() + " is UP");
        } else {
            LOG.warning("Redis is " + after.state() + " (it was " + before.state() + "): "
                    + after.detail().orElse(""));
        }
    }

    private void report(StoreLoss loss) {
        LOG.severe("Redis lost data: " + loss.kind().text()
                + " Jobs that were acknowledged earlier may be missing, and may run"
                + " again. Keys, accounts and workers are stored again. See the runbook RedisDataLost.");
        watchers.forEach(watcher -> watcher.lost(loss));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
