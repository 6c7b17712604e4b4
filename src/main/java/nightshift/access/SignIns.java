package nightshift.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import nightshift.store.StoreUnavailable;

/** Counts attempts to sign in: in the store, or at this server alone while the store cannot count. */
final class SignIns {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MOST = 10;
    private static final int ACCOUNTS_MOST = 10_000;

    private record Tries(Instant since, int count) {}

    private final AccessStore store;
    private final Clock clock;
    private final Map<String, Tries> here = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > ACCOUNTS_MOST;
        }
    };

    SignIns(AccessStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Counts another attempt and returns whether that is too many. */
    boolean areTooMany(String account) {
        try {
            return store.countSignIn(account, WINDOW) > MOST;
        } catch (StoreUnavailable e) {
            return countHere(account) > MOST;
        }
    }

    private synchronized int countHere(String account) {
        Instant now = clock.instant();
        return here.merge(
                        account,
                        new Tries(now, 1),
                        (old, one) -> now.isBefore(old.since.plus(WINDOW)) ? new Tries(old.since, old.count + 1) : one)
                .count;
    }

    /** Forgets the attempts, because one succeeded. */
    void forget(String account) {
        synchronized (this) {
            here.remove(account);
        }
        try {
            store.forgetSignIns(account);
        } catch (StoreUnavailable e) {
            // they are forgotten within a minute anyway
        }
    }
}
