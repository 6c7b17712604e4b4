package nightshift.engine;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.logging.Logger;
import nightshift.store.SearchUpkeep;
import nightshift.store.SearchUpkeep.Keeper;
import nightshift.store.SearchUpkeep.Round;

/** Keeps the index for search up to date, or removes it where it is switched off. One of the servers with this loop does the work. */
public final class Indexer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Indexer.class.getName());
    private static final Duration PAUSE_OFF = Duration.ofMinutes(1);
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final SearchUpkeep upkeep;
    private final String worker;
    private final boolean on;
    private final Consumer<Round> listener;
    private final Loop loop = new Loop("indexer", this::runOnce);
    private Keeper keeper = Keeper.ANOTHER;

    /**
     * @param worker   id of this server
     * @param on       whether there is an index for search
     * @param listener gets what each round has found
     */
    public Indexer(SearchUpkeep upkeep, String worker, boolean on, Consumer<Round> listener) {
        this.upkeep = upkeep;
        this.worker = worker;
        this.on = on;
        this.listener = listener;
    }

    /** Starts the loop. */
    public void start(ThreadFactory threads) {
        loop.start(threads);
    }

    private Duration runOnce() {
        if (!on) {
            upkeep.remove();
            return Loop.about(PAUSE_OFF);
        }
        Round round = upkeep.keep(worker);
        if (round.keeper() != keeper && round.keeper() == Keeper.NOBODY) {
            LOG.info(
                    "A server of an earlier version is at work, so lists look at all jobs. The index for search is written again once "
                            + "all servers have this version.");
        }
        keeper = round.keeper();
        listener.accept(round);
        return round.again();
    }

    @Override
    public void close() {
        loop.close();
        try {
            loop.join(STOP_GRACE);
            if (keeper == Keeper.THIS) {
                upkeep.release(worker);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.fine(
                    () -> "The index for search is not handed over, and waits for its lease to end: " + e.getMessage());
        }
    }
}
