package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.job.Invariant;
import nightshift.job.JobState;
import nightshift.search.EntryId;
import nightshift.search.Packing;
import nightshift.search.Places;
import nightshift.search.Segment;
import nightshift.search.TextColumn;
import nightshift.store.Integrity.Pass;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The self-audit finds what is wrong in the index for search although it can be read, and leaves alone what is about to change. */
class SearchCorruptionTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private Population all;
    private byte[] name;
    private Segment segment;

    @BeforeEach
    void populate() {
        all = new Population(store);
        name = all.segment().getBytes(ISO_8859_1);
        segment = Segment.read(store.client.hget(store.keys.segments(), name));
    }

    /** Lets a column say of its first job that it has other texts. */
    private void sayWrong(char letter) {
        byte[] key = store.keys.columns(letter);
        try (Packing packing = new Packing()) {
            byte[] stored = store.client.hget(key, name);
            List<List<String>> texts = stored == null
                    ? new ArrayList<>(Collections.nCopies(segment.jobs(), List.of()))
                    : read(packing, stored);
            texts.set(0, List.of("C"));
            store.client.hset(key, name, packing.pack(TextColumn.write(texts)));
        }
        if (segment.columns().indexOf(letter) < 0) {
            put(with(segment.columns() + letter));
        }
    }

    private static List<List<String>> read(Packing packing, byte[] stored) {
        TextColumn column = TextColumn.read(packing.unpack(stored));
        return new ArrayList<>(
                IntStream.range(0, column.jobs()).mapToObj(column::of).toList());
    }

    private Segment with(String columns) {
        return new Segment(
                segment.after(),
                segment.first(),
                segment.last(),
                segment.jobs(),
                segment.gone(),
                segment.lowest(),
                segment.highest(),
                columns,
                segment.version());
    }

    private void put(Segment other) {
        store.client.hset(store.keys.segments(), name, other.write());
    }

    @ParameterizedTest
    @ValueSource(chars = {'x', 'q', 't', 'g', 'k', 'h', 'c'})
    void aColumnThatIsWrongAboutAJobIsFound(char letter) throws InterruptedException {
        sayWrong(letter);

        isFoundAndWrittenAgain();
    }

    static Stream<UnaryOperator<Segment>> lies() {
        return Stream.of(
                it -> copy(it, it.after(), it.last(), it.jobs() + 1, it.lowest(), it.highest(), it.columns()),
                it -> copy(it, it.after(), it.first(), it.jobs(), it.lowest(), it.highest(), it.columns()),
                it -> copy(it, it.after(), it.last(), it.jobs(), "zzzzzzz", it.highest(), it.columns()),
                it -> copy(it, it.after(), it.last(), it.jobs(), it.lowest(), "-------", it.columns()),
                it -> copy(it, it.last(), it.last(), it.jobs(), it.lowest(), it.highest(), it.columns()),
                it -> copy(it, it.after(), it.last(), it.jobs(), it.lowest(), it.highest(), "bptx"),
                it -> copy(it, it.after(), it.last(), it.jobs(), it.lowest(), it.highest(), "bpqtxy"),
                it -> copy(
                        it,
                        it.after(),
                        new EntryId(it.last().ms() + 3_600_000, 0),
                        it.jobs(),
                        it.lowest(),
                        it.highest(),
                        it.columns()));
    }

    private static Segment copy(
            Segment it, EntryId after, EntryId last, int jobs, String lowest, String highest, String columns) {
        return new Segment(after, it.first(), last, jobs, it.gone(), lowest, highest, columns, it.version());
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aSegmentThatCoversSomethingElseIsFound(UnaryOperator<Segment> lie) throws InterruptedException {
        put(lie.apply(segment));

        isFoundAndWrittenAgain();
    }

    @Test
    void jobsThatNoSegmentCoversAlthoughTheNextOneSaysSoAreFound() throws InterruptedException {
        List<Segment> segments = store.client.hgetAll(store.keys.segments()).values().stream()
                .map(Segment::read)
                .sorted(Comparator.comparing(Segment::first))
                .toList();
        Segment second = segments.get(1);
        store.client.hdel(store.keys.segments(), second.first().toString().getBytes(ISO_8859_1));
        for (char letter : second.columns().toCharArray()) {
            store.client.hdel(
                    store.keys.columns(letter), second.first().toString().getBytes(ISO_8859_1));
        }
        Segment third = segments.get(2).behind(segments.get(0).last());
        store.client.hset(store.keys.segments(), third.first().toString().getBytes(ISO_8859_1), third.write());

        isFoundAndWrittenAgain();
    }

    @Test
    void placesThatLeaveOutAnEntryAreFound() throws InterruptedException {
        try (Packing packing = new Packing()) {
            Places places = Places.read(packing.unpack(store.client.hget(store.keys.columns('p'), name)));
            List<Places.Entry> entries = new ArrayList<>(places.entries());
            Places.Entry left = entries.remove(1);
            Places.Entry first = entries.get(0);
            entries.set(0, new Places.Entry(first.id(), first.jobs() + left.jobs()));
            store.client.hset(store.keys.columns('p'), name, packing.pack(new Places(entries).write()));
        }

        isFoundAndWrittenAgain();
    }

    private void isFoundAndWrittenAgain() throws InterruptedException {
        Pass pass = check();

        assertThat(pass.findings().keySet()).containsExactly(Invariant.SEARCH);
        assertThat(pass.found()).isPositive().isEqualTo(pass.repaired());
        new SearchBookkeeping(store).check();
        assertThat(check().findings()).isEqualTo(Map.of());
        all.keepIndex();
        assertThat(store.client.hexists(store.keys.segments(), name)).isTrue();
        assertThat(check().findings()).isEqualTo(Map.of());
        new SearchBookkeeping(store).check();
    }

    @Test
    void whatAMarkSaysIsNoFault() throws InterruptedException {
        byte[] before = store.client.hget(store.keys.columns('x'), name);
        all.runToTheEnd(Set.of());

        assertThat(check().findings()).isEqualTo(Map.of());
        assertThat(store.client.hget(store.keys.columns('x'), name)).isEqualTo(before);
        assertThat(all.one("work", JobState.SUCCEEDED)).isNotEmpty();
        new SearchBookkeeping(store).check();
    }

    private Pass check() throws InterruptedException {
        return store.ports.integrity().check(WORKER, 1, LEASE).orElseThrow();
    }
}
