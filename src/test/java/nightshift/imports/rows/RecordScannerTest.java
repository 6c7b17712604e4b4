package nightshift.imports.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nightshift.format.FileFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordScannerTest {

    @Test
    void aLineEndInQuotesEndsNoRecord() {
        assertThat(records(FileFormat.CSV, "a,\"x\ny\"\nb,c\n")).containsExactly("a,\"x\ny\"\n", "b,c\n");
        assertThat(records(FileFormat.CSV, "\"a\"\"\n\",b\r\nc\r\n")).containsExactly("\"a\"\"\n\",b\r\n", "c\r\n");
    }

    @Test
    void aQuoteInsideOfAnUnquotedCellIsText() {
        assertThat(records(FileFormat.CSV, "5\" nail\n6\" nail\n")).containsExactly("5\" nail\n", "6\" nail\n");
    }

    @Test
    void everyKindOfLineEndEndsARecord() {
        assertThat(records(FileFormat.CSV, "a\rb\nc\r\nd\r\re"))
                .containsExactly("a\r", "b\n", "c\r\n", "d\r", "\r", "e");
        assertThat(records(FileFormat.NDJSON, "{}\n1\r\n\n2")).containsExactly("{}\n", "1\r\n", "\n", "2");
    }

    @Test
    void linesAreCountedInQuotesToo() {
        RecordScanner scanner = RecordScanner.of(FileFormat.CSV);
        byte[] bytes = "\"a\r\nb\nc\rd\"\r\nx".getBytes(UTF_8);

        scanner.next(bytes, 0, bytes.length);

        assertThat(scanner.lineEnds()).isEqualTo(4);
    }

    @Test
    void blankLinesAreReported() {
        assertThat(blank(FileFormat.CSV, "\n")).isTrue();
        assertThat(blank(FileFormat.CSV, "\r\n")).isTrue();
        assertThat(blank(FileFormat.CSV, "\"\"\n")).isFalse();
        assertThat(blank(FileFormat.CSV, ",\n")).isTrue();
        assertThat(blank(FileFormat.CSV, ",,,\r\n")).isTrue();
        assertThat(blank(FileFormat.CSV, ",,x\n")).isFalse();
        assertThat(blank(FileFormat.CSV, ", ,\n")).isFalse();
        assertThat(blank(FileFormat.CSV, ",\"\"\n")).isFalse();
        assertThat(blank(FileFormat.NDJSON, " \t\r\n")).isTrue();
        assertThat(blank(FileFormat.NDJSON, " 0\n")).isFalse();
    }

    @Test
    void textAfterAQuoteAndOpenQuotesAreReported() {
        RecordScanner scanner = RecordScanner.of(FileFormat.CSV);
        byte[] bytes = "\"a\"b\nc\n\"d".getBytes(UTF_8);

        int first = scanner.next(bytes, 0, bytes.length);
        assertThat(scanner.isMalformed()).isTrue();
        int second = scanner.next(bytes, first, bytes.length);
        assertThat(scanner.isMalformed()).isFalse();
        assertThat(scanner.next(bytes, second, bytes.length)).isEqualTo(-1);
        assertThat(scanner.isQuoteOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void piecesMakeNoDifference(FileFormat format) {
        byte[] bytes = "a,\"é\"\"\r\n\r,x\"\r\n\r\"b\"\n\n,\rd\r".getBytes(UTF_8);
        List<Integer> whole = ends(format, bytes, bytes.length, bytes.length);

        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertThat(ends(format, bytes, first, second))
                        .as("%s, %s", first, second)
                        .isEqualTo(whole);
            }
        }
    }

    private static boolean blank(FileFormat format, String text) {
        RecordScanner scanner = RecordScanner.of(format);
        byte[] bytes = text.getBytes(UTF_8);
        if (scanner.next(bytes, 0, bytes.length) < 0) {
            scanner.end();
        }
        return scanner.isBlank();
    }

    private static List<String> records(FileFormat format, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        List<String> records = new ArrayList<>();
        int from = 0;
        for (int end : ends(format, bytes, bytes.length, bytes.length)) {
            records.add(new String(bytes, from, end - from, UTF_8));
            from = end;
        }
        if (from < bytes.length) {
            records.add(new String(bytes, from, bytes.length - from, UTF_8));
        }
        return records;
    }

    /** Where records end if the bytes come in three pieces. */
    private static List<Integer> ends(FileFormat format, byte[] bytes, int first, int second) {
        RecordScanner scanner = RecordScanner.of(format);
        List<Integer> ends = new ArrayList<>();
        int from = 0;
        for (int to : new int[] {first, second, bytes.length}) {
            for (int end = scanner.next(bytes, from, to); end >= 0; end = scanner.next(bytes, from, to)) {
                ends.add(end);
                from = end;
                if (from == to) {
                    break;
                }
            }
            from = to;
        }
        return ends;
    }
}
