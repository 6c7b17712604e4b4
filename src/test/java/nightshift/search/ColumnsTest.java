package nightshift.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into columns comes back, and what is damaged does not. */
class ColumnsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 300, 1_499})
    void aColumnHasTheTextsOfEachJob(int jobs) {
        Random random = new Random(jobs);
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            Set<String> ofJob = new TreeSet<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                ofJob.add(random.nextBoolean() ? "tenant=" + random.nextInt(5) : "größe=" + random.nextInt(10_000));
            }
            texts.add(List.copyOf(ofJob));
        }

        TextColumn column = packedAndRead(texts);

        assertThat(column.jobs()).isEqualTo(jobs);
        for (int i = 0; i < jobs; i++) {
            assertThat(column.of(i)).isEqualTo(texts.get(i));
        }
        assertThat(column.jobsWith(Wanted.anyOf(Set.of("tenant=3", "tenant=4", "none"))))
                .isEqualTo(jobsOf(texts, Set.of("tenant=3", "tenant=4")));
        assertThat(packedAndRead(texts).jobsWith(Wanted.fitting(Set.of("größe=1"), text -> text.endsWith("2"))))
                .isEqualTo(where(texts, text -> text.startsWith("größe=1") && text.endsWith("2")));
        BitSet odd = new BitSet();
        Map<String, Long> expected = new HashMap<>();
        for (int i = 1; i < jobs; i += 2) {
            odd.set(i);
            texts.get(i).forEach(text -> expected.merge(text, 1L, Long::sum));
        }
        Map<String, Long> counted = new HashMap<>();
        column.count(odd, counted);
        assertThat(counted).isEqualTo(expected);
    }

    private static TextColumn packedAndRead(List<List<String>> texts) {
        try (Packing packing = new Packing()) {
            return TextColumn.read(packing.unpack(packing.pack(TextColumn.write(texts))));
        }
    }

    private static BitSet jobsOf(List<List<String>> texts, Set<String> wanted) {
        return where(texts, wanted::contains);
    }

    private static BitSet where(List<List<String>> texts, java.util.function.Predicate<String> wanted) {
        BitSet jobs = new BitSet();
        for (int i = 0; i < texts.size(); i++) {
            jobs.set(i, texts.get(i).stream().anyMatch(wanted));
        }
        return jobs;
    }

    @Test
    void whatAllJobsShareTakesNoRoom() {
        try (Packing packing = new Packing()) {
            byte[] same = packing.pack(TextColumn.write(java.util.Collections.nCopies(1_000, List.of("mail"))));
            List<List<String>> different = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                different.add(List.of("order=" + (4_711 + i)));
            }

            assertThat(same).hasSizeLessThan(25);
            assertThat(packing.pack(TextColumn.write(different))).hasSizeLessThan(6_000);
        }
    }

    @Test
    void aByteThatDiffersIsNoticed() {
        try (Packing packing = new Packing()) {
            byte[] packed = packing.pack(TextColumn.write(List.of(List.of("a", "b"), List.of("b"), List.of())));
            for (int i = 0; i < packed.length; i++) {
                byte[] damaged = packed.clone();
                damaged[i] ^= 0x10;
                assertThatThrownBy(() -> packing.unpack(damaged)).isInstanceOf(DamagedException.class);
            }
            assertThatThrownBy(() -> packing.unpack(new byte[0])).isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void aBloomFilterHasAllItsTextsAndFewOthers() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            texts.add("order=" + i);
        }
        byte[] bits = BloomFilter.of(texts);
        long others = 0;
        for (int i = 0; i < 100_000; i++) {
            others += BloomFilter.canHave(bits, "other=" + i) ? 1 : 0;
        }

        assertThat(texts).allMatch(text -> BloomFilter.canHave(bits, text));
        assertThat(others).isLessThan(2_000);
        assertThat(BloomFilter.canHave(BloomFilter.of(List.of()), "any")).isFalse();
    }

    @Test
    void placesComeBack() {
        Random random = new Random(1);
        List<Places.Entry> entries = new ArrayList<>();
        EntryId id = new EntryId(1_764_500_000_000L, 0);
        int jobs = 0;
        for (int i = 0; i < 400; i++) {
            id = random.nextBoolean()
                    ? new EntryId(id.ms(), id.seq() + 1)
                    : new EntryId(id.ms() + random.nextInt(9_999) + 1, random.nextInt(3));
            entries.add(new Places.Entry(id, random.nextInt(500) + 1));
            jobs += entries.get(i).jobs();
        }

        Places places = Places.read(new Places(entries).write());

        assertThat(places.entries()).isEqualTo(entries);
        assertThat(places.jobs()).isEqualTo(jobs);
        int job = 0;
        for (int i = 0; i < entries.size(); i++) {
            assertThat(places.begin(i)).isEqualTo(job);
            assertThat(places.entryOf(job)).isEqualTo(i);
            job += entries.get(i).jobs();
            assertThat(places.entryOf(job - 1)).isEqualTo(i);
        }
    }

    @Test
    void aSegmentComesBack() {
        Segment segment = new Segment(
                EntryId.NONE, new EntryId(5, 0), new EntryId(7, 3), 1_000, 17, "0Abc_-z", "0Abd---", "bpqtx", "1v");

        assertThat(Segment.read(segment.write())).isEqualTo(segment);
        assertThat(segment.behind(new EntryId(4, 1)).after()).isEqualTo(new EntryId(4, 1));
        for (String damaged : List.of(
                "", "x", "1-1 2-2", "1-1 2-2 3-3 a 0 x y pb 1", "1 2-2 3-3 1 0 x y pb 1", "1-1 2-2 3-3 1 0 x y pb")) {
            assertThatThrownBy(() -> Segment.read(damaged.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .isInstanceOf(DamagedException.class);
        }
    }
}
