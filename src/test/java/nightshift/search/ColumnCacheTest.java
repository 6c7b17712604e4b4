package nightshift.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.job.JobState;
import nightshift.store.Condition;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import org.junit.jupiter.api.Test;

/** Which columns a server keeps, and which of them a search uses. */
class ColumnCacheTest {

    private static final int BYTES = 850;
    private static final int ROOM = 10 * 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final ColumnCache cache = new ColumnCache(ROOM, nanos::get);

    @Test
    void keepsWhatWasReadByTheVersionOfItsSegment() {
        cache.put('g', segment("v1"), bytes(1));

        assertThat(cache.get('g', segment("v1"))).isEqualTo(bytes(1));
        assertThat(cache.get('g', segment("v2"))).isNull();
        assertThat(cache.get('q', segment("v1"))).isNull();
    }

    @Test
    void keepsNoStatesBecauseTheyChangeWhileTheVersionStays() {
        cache.put(ColumnSource.STATE, segment("v1"), bytes(1));

        assertThat(cache.get(ColumnSource.STATE, segment("v1"))).isNull();
        assertThat(cache.size()).isZero();
    }

    @Test
    void aSearchThroughMoreThanFitsLeavesWhatIsInUse() {
        for (int i = 0; i < 25; i++) {
            cache.put('g', segment("v" + i), bytes(i));
        }

        assertThat(cache.size()).isEqualTo(ROOM);
        assertThat(cache.get('g', segment("v0"))).isEqualTo(bytes(0));
        assertThat(cache.get('g', segment("v10"))).isNull();

        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(cache.get('g', segment("v3"))).isNotNull();
        for (int i = 10; i < 25; i++) {
            cache.put('g', segment("v" + i), bytes(i));
        }

        assertThat(cache.size()).isEqualTo(ROOM);
        assertThat(cache.get('g', segment("v3"))).isEqualTo(bytes(3));
        assertThat(cache.get('g', segment("v4"))).isNull();
        assertThat(cache.get('g', segment("v18"))).isEqualTo(bytes(18));
        assertThat(cache.get('g', segment("v19"))).isNull();
    }

    @Test
    void aSearchReadsAVersionOnceAndStatesEachTime() {
        List<Character> read = new ArrayList<>();
        try (Packing packing = new Packing()) {
            Map<Character, byte[]> stored = Map.of(
                    ColumnSource.STATE,
                    SegmentWriter.states(packing, List.of("F", "D")),
                    ColumnSource.TAG,
                    packing.pack(TextColumn.write(List.of(List.of("a"), List.of("b")))),
                    ColumnSource.VALUES,
                    packing.pack(BloomFilter.of(List.of("ga", "gb"))),
                    ColumnSource.PLACES,
                    packing.pack(new Places(List.of(new Places.Entry(new EntryId(5, 0), 2))).write()));
            ColumnSource source = new ColumnSource() {
                @Override
                public Map<Character, List<byte[]>> read(Collection<Character> letters, List<Segment> segments) {
                    read.addAll(letters);
                    char letter = letters.iterator().next();
                    return Map.of(letter, List.of(stored.get(letter)));
                }

                @Override
                public ColumnCache cache() {
                    return cache;
                }
            };

            assertThat(find(source, packing, "v1")).isEqualTo("{0}");
            assertThat(new TreeSet<>(read)).containsExactly('b', 'g', 'p', 'x');
            read.clear();
            assertThat(find(source, packing, "v1")).isEqualTo("{0}");
            assertThat(read).containsExactly(ColumnSource.STATE);
            read.clear();
            assertThat(find(source, packing, "v2")).isEqualTo("{0}");
            assertThat(new TreeSet<>(read)).containsExactly('b', 'g', 'p', 'x');
        }
    }

    private static String find(ColumnSource source, Packing packing, String version) {
        List<Condition> tag = List.of(Matches.exactly(Field.TAG, "a"));
        ColumnFilter filter = new ColumnFilter(new JobFilter(Set.of(JobState.DEAD), tag));
        Changes none = Changes.read(List.of("-"));
        return filter.find(source, none, List.of(segment(version)), packing)
                .found()
                .get(0)
                .jobs()
                .toString();
    }

    private static Segment segment(String version) {
        return new Segment(
                EntryId.NONE, new EntryId(5, 0), new EntryId(5, 0), 2, 0, "0Abc_-z", "0Abd---", "bgpx", version);
    }

    private static byte[] bytes(int content) {
        byte[] bytes = new byte[BYTES];
        bytes[0] = (byte) content;
        return bytes;
    }
}
