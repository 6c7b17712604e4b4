package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

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
        Lines lines = new Lines(in, most);
        List<String> all = new ArrayList<>();
        while (lines.next()) {
            all.add(lines.isTooLong() ? "TOO LONG" : new String(lines.bytes(), lines.offset(), lines.length(), UTF_8));
        }
        assertThat(lines.next()).isFalse();
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void linesAreTheSameHoweverTheyArrive(int size) throws IOException {
        assertThat(lines(inPieces("one\ntwo\r\n\n  \nthree", size), 10)).containsExactly("one", "two\r", "", "  ", "three");
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
        Lines lines = new Lines(endless, BodyFilter.MOST);

        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isTrue();
        assertThat(lines.bytes().length).isLessThanOrEqualTo(2 * BodyFilter.MOST);
    }
}
