package nightshift.deploy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** The keys of a Redis with what they hold, to compare one moment with another. */
record StoredKeys(Map<String, Object> values) {

    /** What the watch over Redis counts twice a second. */
    private static final Pattern MARKS = Pattern.compile("\\{nightshift}:(mark|mark:at|mark:plain)");

    static StoredKeys read(Jedis jedis) {
        Map<String, Object> values = new TreeMap<>();
        ScanParams all = new ScanParams().count(1_000);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = jedis.scan(cursor, all);
            page.getResult().stream()
                    .filter(key -> !MARKS.matcher(key).matches())
                    .forEach(key -> values.put(key, value(jedis, key)));
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return new StoredKeys(values);
    }

    private static Object value(Jedis jedis, String key) {
        String type = jedis.type(key);
        return switch (type) {
            // Records are bytes.
            case "string" -> new String(jedis.get(key.getBytes(UTF_8)), ISO_8859_1);
            case "list" -> jedis.lrange(key, 0, -1);
            case "set" -> new TreeSet<>(jedis.smembers(key));
            case "zset" -> jedis.zrangeWithScores(key, 0, -1).toString();
            case "hash" -> new TreeMap<>(jedis.hgetAll(key));
            case "stream" ->
                List.of(
                        jedis.xlen(key),
                        jedis.xrange(key, (StreamEntryID) null, null).toString());
            default -> throw new AssertionError(key + " is a " + type);
        };
    }
}
