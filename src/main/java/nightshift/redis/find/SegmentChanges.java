package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import nightshift.redis.link.Connection;
import nightshift.redis.link.LuaScript;
import nightshift.search.EntryId;
import nightshift.search.Segment;

/** What a call of {@code reflect.lua} or {@code index.lua} writes, as {@code segments.lua} reads it. */
final class SegmentChanges {

    private static final byte[] NOTHING = {};
    /** How long nobody else may write: far longer than a round takes. */
    private static final byte[] HELD_MS = "30000".getBytes(ISO_8859_1);

    private final List<byte[]> args = new ArrayList<>();

    /** What {@code reflect.lua} answers. */
    enum Answer {
        ANOTHER_HOLDS,
        OLD_SERVER,
        BEGUN,
        GAINED,
        KEPT
    }

    /**
     * An answer.
     *
     * @param now the time in ms by the clock of Redis
     */
    record Reflected(long now, Answer answer) {}

    /** Stores what a segment covers. */
    SegmentChanges segment(Segment segment) {
        return put('s', segment, segment.write());
    }

    /** Stores a column. */
    SegmentChanges column(char letter, Segment segment, byte[] bytes) {
        return put(letter, segment, bytes);
    }

    /** Removes a column. */
    SegmentChanges without(char letter, Segment segment) {
        return put(letter, segment, NOTHING);
    }

    /** Removes a segment. */
    SegmentChanges drop(Segment segment) {
        return put('d', segment, NOTHING);
    }

    private SegmentChanges put(char what, Segment segment, byte[] bytes) {
        args.add(new byte[] {(byte) what});
        args.add(Columns.name(segment));
        args.add(bytes);
        return this;
    }

    boolean isEmpty() {
        return args.isEmpty();
    }

    /** Writes them, also when memory is full, and drops the oldest marks. */
    Reflected reflect(Connection redis, String worker, int marks) {
        List<byte[]> all = begin(worker);
        all.add(Integer.toString(marks).getBytes(ISO_8859_1));
        all.addAll(args);
        List<?> answer = (List<?>) redis.run(LuaScript.REFLECT, all);
        return new Reflected(
                (Long) answer.get(0),
                switch (((byte[]) answer.get(1))[0]) {
                    case 'H' -> Answer.ANOTHER_HOLDS;
                    case 'O' -> Answer.OLD_SERVER;
                    case 'N' -> Answer.BEGUN;
                    case 'G' -> Answer.GAINED;
                    default -> Answer.KEPT;
                });
    }

    /** Writes them if there is memory, and answers whether this worker could. */
    boolean index(Connection redis, String worker) {
        List<byte[]> all = begin(worker);
        all.addAll(args);
        return (Long) redis.run(LuaScript.INDEX, all) == 1;
    }

    private static List<byte[]> begin(String worker) {
        return new ArrayList<>(List.of(worker.getBytes(ISO_8859_1), HELD_MS));
    }

    /** The end of a segment, for one that follows it. */
    static EntryId endOf(Segment segment) {
        return segment == null ? EntryId.NONE : segment.last();
    }
}
