package nightshift.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.store.StoreLoss;
import nightshift.store.StoreState;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Checks Redis on a connection of its own, with a much shorter timeout than other connections. A check does what every
 * change of a job needs: it reads, runs a script that writes, and waits for replicas if configured. It writes marks
 * that show the next check whether Redis still has its data.
 */
public final class Probe implements AutoCloseable {

    /** Shorter than the time for which the connection waits for an answer. */
    private static final int CONFIRM_MS = 1_000;

    private static final long LOSS_KEPT_SECONDS = 24 * 60 * 60;
    private static final Duration SAME_LOSS = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");
    private static final byte[] SCRIPT = LuaScript.read("probe").getBytes(UTF_8);

    /**
     * The result of a check that succeeded.
     *
     * @param version of the server
     * @param lost    a loss of data that this check found
     * @param known   the last loss of data that any server noticed
     */
    record Sight(String version, Optional<StoreLoss> lost, Optional<StoreLoss> known) {}

    /** A check found that something does not work. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final StoreState state;

        Failed(StoreState state, String message, Throwable cause) {
            super(message, cause);
            this.state = state;
        }

        StoreState state() {
            return state;
        }
    }

    private final MasterSockets sockets;
    private final JedisClientConfig client;
    private final Keys keys;
    private final int waitReplicas;
    private Jedis jedis;
    private String version = "";
    /** What the store certainly had at the last successful check. */
    private Optional<Marks> confirmed = Optional.empty();

    private Optional<StoreLoss> known = Optional.empty();

    /** @param client must wait for an answer for more than a second */
    public Probe(MasterSockets sockets, JedisClientConfig client, Keys keys, int waitReplicas) {
        this.sockets = sockets;
        this.client = client;
        this.keys = keys;
        this.waitReplicas = waitReplicas;
    }

    /** Checks once. Only one thread may call this. */
    Sight look() throws Failed {
        Marks read;
        try {
            connect();
            read = Marks.of(jedis.mget(keys.store(), keys.mark(), keys.plainMark(), keys.loss()));
        } catch (JedisException e) {
            close();
            StoreState state = state(e);
            throw new Failed(state == StoreState.REFUSES_WRITES ? StoreState.AWAY : state, detail(e), e);
        }
        Optional<StoreLoss> lost = compare(read);
        try {
            confirmed = Optional.of(write(read, lost));
        } catch (JedisException e) {
            close();
            throw new Failed(state(e), detail(e), e);
        } finally {
            known = lost.or(read::loss).or(() -> known);
        }
        return new Sight(version, lost, known);
    }

    private void connect() {
        if (jedis == null) {
            jedis = new Jedis(sockets, client);
            if (!sockets.leadsToMaster(jedis.getConnection())) {
                throw new JedisConnectionException("a sentinel names a replica");
            }
            version = version();
        }
    }

    private String version() {
        try {
            Matcher matcher = VERSION.matcher(jedis.info("server"));
            return matcher.find() ? matcher.group(1) : "unknown";
        } catch (JedisException e) {
            if (ErrorReply.of(e).filter(ErrorReply.NOPERM::equals).isEmpty()) {
                throw e;
            }
            return "unknown";
        }
    }

    /**
     * A loss that another server has recorded since the last check concerns this server too, whether or not it shows
     * here.
     */
    private Optional<StoreLoss> compare(Marks read) {
        Optional<StoreLoss> news =
                confirmed.isEmpty() ? Optional.empty() : read.loss().filter(this::isNews);
        return news.or(() -> read.lost(confirmed)
                .map(kind -> new StoreLoss(kind, Instant.now().truncatedTo(ChronoUnit.MILLIS))));
    }

    /** Servers that notice the same loss at the same time write it down one after the other. */
    private boolean isNews(StoreLoss loss) {
        return known.isEmpty()
                || Duration.between(known.get().at(), loss.at()).abs().compareTo(SAME_LOSS) > 0;
    }

    private Marks write(Marks read, Optional<StoreLoss> lost) throws Failed {
        byte[] now = Long.toString(Instant.now().getEpochSecond()).getBytes(UTF_8);
        Response<Object> scripted;
        Response<String> store = null;
        Response<Long> replicas = null;
        try (Pipeline pipeline = jedis.pipelined()) {
            if (read.store().isEmpty()) {
                pipeline.set(
                        keys.store(),
                        UUID.randomUUID().toString(),
                        SetParams.setParams().nx());
                store = pipeline.get(keys.store());
            }
            lost.filter(loss -> !read.loss().equals(lost))
                    .ifPresent(loss -> pipeline.set(
                            keys.loss(), Marks.text(loss), SetParams.setParams().ex(LOSS_KEPT_SECONDS)));
            scripted = pipeline.eval(SCRIPT, List.of(keys.prefix().getBytes(UTF_8)), List.of(now));
            pipeline.set(keys.plainMark(), Long.toString(read.scripted()));
            if (waitReplicas > 0) {
                replicas = pipeline.waitReplicas(waitReplicas, CONFIRM_MS);
            }
            pipeline.sync();
        }
        Marks written = new Marks(
                store == null ? read.store() : Optional.ofNullable(store.get()),
                (Long) scripted.get(),
                read.scripted(),
                lost);
        if (replicas != null && replicas.get() < waitReplicas) {
            close(); // the replicas may follow another master by now
            throw new Failed(
                    StoreState.REFUSES_WRITES,
                    "Too few replicas of Redis confirm what it has stored: " + replicas.get() + " of " + waitReplicas
                            + " within " + CONFIRM_MS + " ms.",
                    null);
        }
        return written;
    }

    private static StoreState state(JedisException e) {
        return ErrorReply.of(e)
                .map(ErrorReply::state)
                .orElse(Connection.isTimeout(e) ? StoreState.HUNG : StoreState.AWAY);
    }

    private static String detail(JedisException e) {
        return ErrorReply.of(e)
                .map(reply -> reply.text() + " It says: " + e.getMessage())
                .orElseGet(() -> Connection.isTimeout(e)
                        ? "Redis accepts connections but does not answer."
                        : "Redis cannot be reached: " + e.getMessage());
    }

    /** Closes the connection; the next check opens another. */
    @Override
    public void close() {
        if (jedis != null) {
            try {
                jedis.close();
            } catch (JedisException e) {
                // it was broken already
            }
            jedis = null;
        }
    }
}
