package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;

/**
 * A piece of the index of all jobs, which has an entry for each call that submitted some. It is read from the oldest job on or
 * from the newest back. A position is the id of the entry that was read last, and how many of its ids were: entries are
 * removed, but never change. Earlier versions left the number out where all were.
 */
final class IndexPiece implements WalkPiece {

    private static final Pattern POSITION = Pattern.compile("(\\d{1,19}-\\d{1,19})(?:\\.(\\d{1,4}))?");

    private final Connection redis;
    private final Keys keys;
    private final boolean back;
    private final String start;
    private final int most;
    private final List<byte[]> ids = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private boolean more = true;

    private record Place(String entry, int seen, int of) {

        boolean isLast() {
            return seen == of;
        }

        String position() {
            return entry + "." + seen;
        }
    }

    private IndexPiece(Connection redis, Keys keys, boolean back, String start, int most) {
        this.redis = redis;
        this.keys = keys;
        this.back = back;
        this.start = start;
        this.most = most;
    }

    /**
     * Reads from the oldest job on.
     *
     * @param position empty for the beginning
     * @param first    where that is: an entry's id, or {@code -}
     * @param last     the last entry's id, or {@code +}
     * @param most     how many ids
     * @throws IllegalArgumentException if it is no position
     */
    static IndexPiece onward(Connection redis, Keys keys, String position, String first, String last, int most) {
        return new IndexPiece(redis, keys, false, position, most).read(first, last);
    }

    /** As {@link #onward}, but from the newest job back, and the newest of each entry first. */
    static IndexPiece back(Connection redis, Keys keys, String position, String first, String last, int most) {
        return new IndexPiece(redis, keys, true, position, most).read(first, last);
    }

    private IndexPiece read(String first, String last) {
        Matcher matcher = POSITION.matcher(start);
        if (start.isEmpty()) {
            fill(first, last, "", 0);
        } else if (!matcher.matches()) {
            throw new IllegalArgumentException("no position in the index: " + start);
        } else if (matcher.group(2) == null) {
            fill("(" + start, last, "", 0);
        } else {
            fill(matcher.group(1), last, matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
        return this;
    }

    private void fill(String first, String last, String begun, int seen) {
        byte[] index = ascii(keys.index());
        byte[] end = ascii(last);
        String from = first;
        int ask = 4; // entries hold from one id to 500, so how many to ask for is learned on the way
        while (more && ids.size() < most) {
            byte[] start = ascii(from);
            int count = ask;
            List<?> entries = redis.call(
                    "index", j -> back ? j.xrevrange(index, start, end, count) : j.xrange(index, start, end, count));
            more = entries.size() == count;
            for (Object each : entries) {
                List<?> entry = (List<?>) each;
                String id = new String((byte[]) entry.get(0), ISO_8859_1);
                // the entry that the piece before ended in may have been removed since
                add(id, (byte[]) ((List<?>) entry.get(1)).get(1), id.equals(begun) ? seen : 0);
                from = "(" + id;
            }
            ask = Math.max(1, Math.min(4 * ask, (most - ids.size()) * entries.size() / Math.max(1, ids.size())));
        }
    }

    private void add(String entry, byte[] all, int seen) {
        int of = all.length / ShortId.LENGTH;
        for (int i = seen; i < of; i++) {
            if (ids.size() == most) {
                more = true;
                return;
            }
            int at = (back ? of - 1 - i : i) * ShortId.LENGTH;
            ids.add(Arrays.copyOfRange(all, at, at + ShortId.LENGTH));
            places.add(new Place(entry, i + 1, of));
        }
    }

    /** Whether {@link #positionAfter} can have written this. */
    static boolean isPosition(String text) {
        Matcher matcher = POSITION.matcher(text);
        return matcher.matches() && matcher.group(2) != null;
    }

    @Override
    public List<byte[]> ids() {
        return ids;
    }

    @Override
    public boolean isLast() {
        return !more;
    }

    @Override
    public String positionAfter(int count) {
        return count == 0 ? start : places.get(count - 1).position();
    }

    @Override
    public int passed(int count) {
        return count;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
