package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nightshift.web.ProblemException;
import nightshift.web.exchange.BodyFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobLinesTest {

    /** Gives out so many bytes at a time. */
    private static InputStream inPieces(String text, int size) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(size, length));
            }
        };
    }

    private static List<String> lines(InputStream in, int most) throws IOException {
        JobLines lines = new JobLines(in::read, most, new BodyRoom(4L << 20));
        List<String> all = new ArrayList<>();
        while (lines.next() == JobLines.Found.LINE) {
            all.add(lines.isTooLong() ? "TOO LONG" : new String(lines.bytes(), lines.offset(), lines.length(), UTF_8));
        }
        assertThat(lines.next()).isEqualTo(JobLines.Found.END);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void linesAreTheSameHoweverTheyArrive(int size) throws IOException {
        assertThat(lines(inPieces("one\ntwo\r\n\n  \nthree", size), 10))
                .containsExactly("one", "two\r", "", "  ", "three");
        assertThat(lines(inPieces("", size), 10)).isEmpty();
        assertThat(lines(inPieces("one\n", size), 10)).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100, 70_000, 1_000_000})
    void anOverlongLineIsSkippedToItsEnd(int size) throws IOException {
        String text = "a\n" + "x".repeat(200_000) + "\nb\n" + "y".repeat(100_000) + "\n" + "z".repeat(100_001);

        assertThat(lines(inPieces(text, size), 100_000))
                .containsExactly("a", "TOO LONG", "b", "y".repeat(100_000), "TOO LONG");
    }

    @Test
    void aGigabyteWithoutAnEndTakesNoMemory() throws IOException {
        InputStream endless = new InputStream() {
            private long left = 1L << 30;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                int count = (int) Math.min(left, length);
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        JobLines lines = new JobLines(endless::read, BodyFilter.MOST, new BodyRoom(4L << 20));

        assertThat(lines.next()).isEqualTo(JobLines.Found.LINE);
        assertThat(lines.isTooLong()).isTrue();
        assertThat(lines.bytes().length).isLessThanOrEqualTo(2 * BodyFilter.MOST);
    }

    @Test
    void aLineThatIsStillOnItsWayIsNotWaitedFor() throws IOException {
        Deque<String> arrived = new ArrayDeque<>();
        JobLines lines = new JobLines(
                (into, offset, length) -> {
                    byte[] bytes =
                            Optional.ofNullable(arrived.poll()).orElse("").getBytes(UTF_8);
                    System.arraycopy(bytes, 0, into, offset, bytes.length);
                    return bytes.length;
                },
                100,
                new BodyRoom(4L << 20));

        assertThat(lines.next()).isEqualTo(JobLines.Found.NOTHING_YET);
        arrived.addAll(List.of("o", "ne", "\nt"));
        assertThat(lines.next()).isEqualTo(JobLines.Found.LINE);
        assertThat(new String(lines.bytes(), lines.offset(), lines.length(), UTF_8))
                .isEqualTo("one");
        assertThat(lines.next()).isEqualTo(JobLines.Found.NOTHING_YET);
        assertThat(lines.next()).isEqualTo(JobLines.Found.NOTHING_YET);
        arrived.add("wo\n");
        assertThat(lines.next()).isEqualTo(JobLines.Found.LINE);
        assertThat(new String(lines.bytes(), lines.offset(), lines.length(), UTF_8))
                .isEqualTo("two");
    }

    @Test
    void longLinesNeedRoomAndGiveItBack() throws IOException {
        BodyRoom room = new BodyRoom(100_000);
        JobLines first = new JobLines(inPieces("x".repeat(60_000) + "\n", 1000)::read, BodyFilter.MOST, room);
        assertThat(first.next()).isEqualTo(JobLines.Found.LINE);
        JobLines second = new JobLines(inPieces("x".repeat(100_000) + "\n", 1000)::read, BodyFilter.MOST, room);

        assertThatThrownBy(second::next)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503));

        first.close();
        second.close();
        assertThat(room.take(100_000)).isTrue();
    }
}
