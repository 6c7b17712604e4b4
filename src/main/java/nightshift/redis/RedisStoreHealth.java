package nightshift.redis;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.job.StoreHealth;

/** Asks Redis once a second how it is. */
final class RedisStoreHealth implements StoreHealth, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RedisStoreHealth.class.getName());
    private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");

    private final Connection redis;
    private final Thread checker;
    private volatile Status status = new Status(false, Instant.now(), Optional.of("not asked yet"), "");
    private volatile boolean closed;

    RedisStoreHealth(Connection redis, ThreadFactory threads) {
        this.redis = redis;
        checkOnce();
        this.checker = threads.newThread(this::check);
        checker.start();
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public Connections connections() {
        return redis.connections();
    }

    private void check() {
        while (!closed) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
            checkOnce();
        }
    }

    private void checkOnce() {
        Status before = status;
        try {
            String version = before.up() ? redis.call("health", j -> {
                j.ping();
                return before.version();
            }) : version();
            if (!before.up()) {
                status = new Status(true, Instant.now(), Optional.empty(), version);
                LOG.info("Redis " + version + " answers");
            }
        } catch (RuntimeException e) {
            if (closed) {
                return;
            }
            if (before.up() || before.detail().equals(Optional.of("not asked yet"))) {
                LOG.warning("Redis does not answer: " + e.getMessage());
            }
            status = new Status(false, before.up() ? Instant.now() : before.since(), Optional.of(e.getMessage()), before.version());
        }
    }

    private String version() {
        Matcher matcher = VERSION.matcher(redis.call("health", j -> j.info("server")));
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    @Override
    public void close() {
        closed = true;
        checker.interrupt();
    }
}
