package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.store.History;
import nightshift.store.HistoryEntry;
import nightshift.store.HistoryEntry.Kind;

/** Reads the lists that {@code lua/history.lua} writes. */
final class RedisHistory implements History {

    private static final String SEPARATOR = "\u001f";
    private static final int TEXT = 14; // after the kind, and 13 digits of the time

    private final Connection redis;
    private final Keys keys;

    RedisHistory(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(redis.now());
    }

    @Override
    public List<HistoryEntry> between(Instant from, Instant to) {
        return Stream.of("control", "workers")
                .flatMap(list -> oldestFirst(list).stream())
                .flatMap(RedisHistory::read)
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                .sorted(Comparator.comparing(HistoryEntry::at))
                .toList();
    }

    private List<String> oldestFirst(String list) {
        List<String> entries = new ArrayList<>(redis.call("history", j -> j.lrange(keys.history(list), 0, -1)));
        Collections.reverse(entries); // two of the same millisecond stay in order
        return entries;
    }

    /** The entry; nothing if a later version wrote it. */
    private static Stream<HistoryEntry> read(String text) {
        String[] parts = text.substring(TEXT).split(SEPARATOR, 3);
        try {
            Kind kind = Kind.ofCode(text.charAt(0));
            return Stream.of(new HistoryEntry(
                    Instant.ofEpochMilli(Long.parseLong(text.substring(1, TEXT))),
                    kind,
                    parts[0],
                    parts[1],
                    Optional.of(parts[2])
                            .filter(id -> !kind.isOfWorker() && id.length() == ShortId.LENGTH)
                            .map(id -> ShortId.read(id.getBytes(UTF_8), 0)),
                    Optional.of(parts[2]).filter(about -> kind.isOfWorker()).map(RedisHistory::place)));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** @param about the first lines of a worker's description, as {@link RedisWorkerRegistry} writes it */
    private static HistoryEntry.Place place(String about) {
        String[] lines = about.split("\n", 4);
        return new HistoryEntry.Place(lines[0], lines[2]);
    }
}
