package nightshift.app;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.access.Access;
import nightshift.api.EventStreams;
import nightshift.api.JobWaiters;
import nightshift.engine.Engine;
import nightshift.observe.ClusterMetrics;
import nightshift.observe.LogFields;
import nightshift.observe.ServerMetrics;
import nightshift.redis.RedisStore;
import nightshift.work.http.HttpRequestTask;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Starts the server with the application, and stops it: what was made first is closed last. */
@ApplicationScoped
public class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class.getName());

    @Inject
    Instance<Object> parts;

    private final Deque<Runnable> closers = new ArrayDeque<>();
    // A signal makes Liberty end requests first and the application late, but jobs shall stop coming at once.
    private final Thread onSignal = new Thread(this::stopOnSignal, "nightshift-stop");
    private final LastWords lastWords = new LastWords();

    synchronized void start(@Observes Startup event) {
        try {
            startParts();
            Runtime.getRuntime().addShutdownHook(onSignal);
        } catch (RuntimeException e) {
            stop();
            Abort.server(e);
        }
    }

    private void startParts() {
        closers.push(part(LogFields.class)::close);
        closers.push(part(LocalRedis.class)::close);
        Settings settings = part(Settings.class);
        RedisStore store = part(RedisStore.class);
        closers.push(store::close);
        closers.push(part(HttpRequestTask.class)::close);
        closers.push(part(Threads.class)::close);
        closers.push(part(EventStreams.class)::close);
        closers.push(part(JobWaiters.class)::close);
        closers.push(new FirstAdmin(part(Access.class), settings.admin()).ensure(part(Threads.class)));
        Engine engine = part(Engine.class);
        closers.push(engine::close);
        engine.start();
        closers.push(() -> engine.drain(settings.drainGrace()));
        ServerMetrics.register(part(MetricRegistry.class), engine::status, store.health(), part(ServerIdentity.class).version());
        closers.push(part(Threads.class).every(ClusterMetrics.EVERY, part(ClusterMetrics.class)::refresh));
    }

    @PreDestroy
    void stopWithApplication() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "The whole server is stopping", e);
        }
    }

    private void stopOnSignal() {
        lastWords.keep();
        stop();
    }

    private synchronized void stop() {
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A part did not stop as it should; the others are stopped all the same", e);
            }
        }
    }

    private <T> T part(Class<T> type) {
        return parts.select(type).get();
    }
}
