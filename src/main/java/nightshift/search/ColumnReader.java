package nightshift.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads columns from the cache, and those that are not there from the store. */
final class ColumnReader {

    private final ColumnSource source;
    private final ColumnCache cache;
    private final Packing packing;

    ColumnReader(ColumnSource source, Packing packing) {
        this.source = source;
        this.cache = source.cache();
        this.packing = packing;
    }

    /** The columns of these letters, for each letter in the order of the segments. */
    Map<Character, List<StoredColumn>> read(Collection<Character> letters, List<Segment> segments) {
        Map<Character, List<StoredColumn>> columns = new HashMap<>();
        for (char letter : letters) {
            columns.put(letter, read(letter, segments));
        }
        return columns;
    }

    /** The columns of a letter, in the order of the segments. */
    List<StoredColumn> read(char letter, List<Segment> segments) {
        byte[][] kept = new byte[segments.size()][];
        List<Segment> others = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            Segment segment = segments.get(i);
            kept[i] = cache.get(letter, segment);
            if (kept[i] == null && has(segment, letter)) {
                others.add(segment);
            }
        }
        List<byte[]> stored = others.isEmpty()
                ? List.of()
                : source.read(List.of(letter), others).get(letter);
        List<StoredColumn> columns = new ArrayList<>(kept.length);
        int next = 0;
        for (int i = 0; i < kept.length; i++) {
            Segment segment = segments.get(i);
            if (kept[i] != null) {
                columns.add(StoredColumn.of(kept[i]));
            } else {
                byte[] packed = has(segment, letter) ? stored.get(next++) : null;
                columns.add(new StoredColumn(packed, bytes -> unpacked(letter, segment, bytes)));
            }
        }
        return columns;
    }

    /** Whether it can have a column of this letter. */
    private static boolean has(Segment segment, char letter) {
        return segment.columns().indexOf(letter) >= 0;
    }

    private byte[] unpacked(char letter, Segment segment, byte[] packed) {
        byte[] bytes = packing.unpack(packed);
        cache.put(letter, segment, bytes);
        return bytes;
    }
}
