package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.search.Changes;
import nightshift.search.ColumnCache;
import nightshift.search.ColumnSource;
import nightshift.search.DamagedException;
import nightshift.search.EntryId;
import nightshift.search.Segment;
import nightshift.search.Snapshot;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** Reads the index for search; {@code lua/segments.lua} describes its keys. */
record Columns(Connection redis, Keys keys, ColumnCache cache) implements ColumnSource {

    /** Columns that are read each time. */
    Columns(Connection redis, Keys keys) {
        this(redis, keys, new ColumnCache(0));
    }

    /** The index, if there is one. Segments that cannot be read are left out, so that their jobs are found by walking. */
    Optional<Snapshot> snapshot() {
        return redis.call("search", j -> {
            Response<List<String>> marks;
            Response<Map<byte[], byte[]>> stored;
            try (AbstractPipeline pipeline = j.pipelined()) {
                marks = pipeline.lrange(keys.changed(), 0, -1);
                stored = pipeline.hgetAll(keys.segments());
                pipeline.sync();
            }
            if (marks.get().isEmpty()) {
                return Optional.empty();
            }
            NavigableMap<EntryId, Segment> segments = new TreeMap<>();
            for (byte[] each : stored.get().values()) {
                try {
                    Segment segment = Segment.read(each);
                    segments.put(segment.first(), segment);
                } catch (DamagedException e) {
                    continue;
                }
            }
            return Optional.of(new Snapshot(Changes.read(marks.get()), segments));
        });
    }

    @Override
    public Map<Character, List<byte[]>> read(Collection<Character> letters, List<Segment> segments) {
        byte[][] names = segments.stream().map(Columns::name).toArray(byte[][]::new);
        Map<Character, List<byte[]>> columns = new HashMap<>();
        if (names.length == 0) {
            return columns;
        }
        return redis.call("search", j -> {
            Map<Character, Response<List<byte[]>>> answers = new HashMap<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                letters.forEach(letter -> answers.put(letter, pipeline.hmget(keys.columns(letter), names)));
                pipeline.sync();
            }
            answers.forEach((letter, answer) -> columns.put(letter, new ArrayList<>(answer.get())));
            return columns;
        });
    }

    /** The field of a segment. */
    static byte[] name(Segment segment) {
        return segment.first().toString().getBytes(ISO_8859_1);
    }
}
