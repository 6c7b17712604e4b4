package nightshift.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nightshift.store.StoreUnavailable;

/**
 * Remembers which callers were recognized recently. Most requests then need no call to the store, and people who are
 * signed in can see what is wrong while the store is away. The price: a withdrawn key works for a few more seconds.
 */
final class Known {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration WITHOUT_STORE = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private record Entry(Principal principal, Instant seen) {}

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > MOST;
        }
    };
    private Instant awayUntil = Instant.MIN;

    Known(Clock clock) {
        this.clock = clock;
    }

    /**
     * Who has this digest.
     *
     * @param store asked if that is not known, or was not confirmed recently
     */
    Optional<Principal> find(String digest, Function<String, Optional<Principal>> store) {
        Instant now = clock.instant();
        Optional<Principal> recent = recent(digest, now);
        if (recent.isPresent()) {
            return recent;
        }
        try {
            Optional<Principal> found = store.apply(digest);
            remember(digest, found, now);
            return found;
        } catch (StoreUnavailable e) {
            return Optional.of(withoutStore(digest, now).orElseThrow(() -> e));
        }
    }

    private synchronized Optional<Principal> recent(String digest, Instant now) {
        Duration most = now.isBefore(awayUntil) ? WITHOUT_STORE : FRESH;
        return Optional.ofNullable(entries.get(digest))
                .filter(entry -> now.isBefore(entry.seen.plus(most)))
                .map(Entry::principal);
    }

    /** Says who has this digest without asking the store, as long as the store is away. */
    void introduce(String digest, Principal principal) {
        remember(digest, Optional.of(principal), clock.instant());
    }

    private synchronized void remember(String digest, Optional<Principal> found, Instant now) {
        entries.remove(digest);
        found.ifPresent(principal -> entries.put(digest, new Entry(principal, now)));
    }

    /** Callers within the next second do not wait for a store that cannot answer. */
    private synchronized Optional<Principal> withoutStore(String digest, Instant now) {
        awayUntil = clock.instant().plus(PAUSE);
        return recent(digest, now);
    }

    synchronized void forget(String digest) {
        entries.remove(digest);
    }
}
