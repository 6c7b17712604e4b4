package nightshift.imports.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import nightshift.format.FileFormat;
import nightshift.imports.ImportRefused;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.rows.Block;
import nightshift.imports.rows.BlockReader;
import nightshift.imports.rows.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceScanTest {

    @TempDir
    Path folder;

    @Test
    void countsRowsAndFindsTheHeader() throws ImportRefused {
        SourceScan scan = scan(FileFormat.CSV, "\uFEFF a , \"b\"\"\nc\"\r\n1,2\r\n\r\n\"3\n\",4");

        assertThat(scan.columnNames()).containsExactly("a", "\"b\"\"");
        assertThat(scan.rows()).isEqualTo(3);
        assertThat(scan(FileFormat.NDJSON, "1\n\n2\n").rows()).isEqualTo(2);
        assertThat(scan(FileFormat.NDJSON, "1").length()).isEqualTo(1);
    }

    @Test
    void theFirstPartitionBeginsBehindTheHeader() throws ImportRefused {
        assertThat(scan(FileFormat.CSV, "\uFEFFa,\"x\ny\"\r\n\r\n1,2\n3,4\n").partitions(1))
                .containsExactly(new ImportPlan.Partition(14, 22, 1, 4));
    }

    @Test
    void whatIsNoTextIsRefused() {
        refused("PK\u0003\u0004 and more", "body is a ZIP archive");
        refused(new byte[] {0x1F, (byte) 0x8B, 8, 0}, "body is compressed by gzip");
        refused("a,b\n1,2".getBytes(UTF_16), "body is text in UTF-16");
        refused("a\n1\n\0\n", "body:line 3 has a NUL");
        refused("a\n\u00e9\n".getBytes(ISO_8859_1), "body:line 2 has bytes that are not UTF-8");
        refused(new byte[] {'a', '\n', (byte) 0xC3}, "body:line 2 ends inside of a character");
    }

    @Test
    void whatHasNoRowsIsRefused() {
        refused("", "body is empty");
        refused("\uFEFF", "body has no rows");
        refused("\n\n", "body has no rows");
        refused("a,b", "body has a header but no rows");
        refused("a,b\n\n", "body has a header but no rows");
    }

    @Test
    void whatHasNoEndIsRefused() {
        refused("a\n\"b\nc", "body:line 2 begins a row whose quote is never closed");
        refused(
                "a\nb\n\"" + "x\n".repeat(300_000),
                "body:line 3 begins a row of more than 524288 bytes: close its quote");
        refused("x".repeat(70_000), "body:line 1 begins a header of more than 65536 bytes: is the first line");
        refused(
                "\n\n\"" + "x\n".repeat(40_000),
                "body:line 3 begins a header of more than 65536 bytes: close its quote");
        refused("a\n" + "x".repeat(BlockReader.RECORD_MOST) + "\n", "body:line 2 begins a row of more than");
        refused("\"a\"b,c\n1,2\n", "body:line 1 has text after a closing quote");
    }

    @Test
    void theHeaderIsCheckedBeforeTheRestHasCome() throws ImportRefused {
        SourceScan scan = new SourceScan(FileFormat.CSV, header -> {
            throw new ImportRefused(ImportRefused.Reason.UNFIT, "body:line 1", "has " + header);
        });
        scan.bytes("a,b,c".getBytes(UTF_8), 5);
        assertThatThrownBy(() -> scan.bytes("d\n".getBytes(UTF_8), 2)).hasMessage("body:line 1 has [a, b, cd]");
    }

    /** However the bytes come and however many parts are asked for, the parts together have the rows of the whole. */
    @Test
    void partitionsHaveAllRowsOnce() throws Exception {
        Random random = new Random(3);
        for (int n = 0; n < 40; n++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFFa,b\n" : "a,\"b\"\r\n");
            for (int i = 0; i <= random.nextInt(2000); i++) {
                text.append(random.nextInt(10) == 0 ? "\"x\n\"\"é\"" : i)
                        .append(',')
                        .append("y".repeat(random.nextInt(20)))
                        .append(random.nextBoolean() ? "\n" : "\r\n")
                        .append(random.nextInt(20) == 0 ? "\n" : "");
            }
            SourceScan scan = scan(FileFormat.CSV, text.toString(), 1 + random.nextInt(5000));
            Path file = Files.writeString(folder.resolve("source"), text);
            List<Row> whole = rows(file, scan.partitions(1));

            assertThat(whole).hasSize((int) scan.rows());
            int parts = 1 + random.nextInt(16);
            assertThat(scan.partitions(parts)).hasSizeBetween(1, (int) Math.min(parts, scan.rows()));
            assertThat(rows(file, scan.partitions(parts))).isEqualTo(whole);
        }
    }

    @Test
    void partitionsAreOfAboutTheSameSize() throws ImportRefused {
        SourceScan scan = scan(FileFormat.NDJSON, "{\"a\":1}\n".repeat(100_000));

        assertThat(scan.partitions(7))
                .hasSize(7)
                .allSatisfy(partition ->
                        assertThat(partition.to() - partition.from()).isBetween(105_000L, 125_000L));
    }

    @Test
    void utf8IsCheckedAsTheJdkChecksIt() {
        Random random = new Random(4);
        int good = 0;
        for (int n = 0; n < 200_000; n++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    bytes[i] = 1;
                } else if (random.nextBoolean()) {
                    bytes[i] = (byte) (i == 0 ? 0xC0 + random.nextInt(0x40) : 0x80 + random.nextInt(0x40));
                }
            }
            Utf8Check check = new Utf8Check();
            int half = bytes.length / 2;
            boolean fits = check.firstBad(bytes, 0, half) < 0
                    && check.firstBad(bytes, half, bytes.length) < 0
                    && check.isWhole();
            assertThat(fits).as(java.util.Arrays.toString(bytes)).isEqualTo(isUtf8(bytes));
            good += fits ? 1 : 0;
        }
        assertThat(good).isGreaterThan(1000);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static List<Row> rows(Path file, List<ImportPlan.Partition> partitions) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (ImportPlan.Partition part : partitions) {
            assertThat(part.row()).isEqualTo(rows.size() + 1);
            try (BlockReader reader =
                    new BlockReader(file, FileFormat.CSV, part.from(), part.to(), part.row(), part.line(), 100, 1000)) {
                for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
                    rows.addAll(block.get().rows());
                }
            }
        }
        return rows;
    }

    private static void refused(String text, String message) {
        refused(text.getBytes(UTF_8), message);
    }

    private static void refused(byte[] bytes, String message) {
        for (int piece : new int[] {1 << 20, 1000, 1}) {
            assertThatThrownBy(() -> scan(FileFormat.CSV, bytes, piece))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessageStartingWith(message);
        }
    }

    private static SourceScan scan(FileFormat format, String text) throws ImportRefused {
        return scan(format, text, 7);
    }

    private static SourceScan scan(FileFormat format, String text, int piece) throws ImportRefused {
        return scan(format, text.getBytes(UTF_8), piece);
    }

    private static SourceScan scan(FileFormat format, byte[] bytes, int piece) throws ImportRefused {
        SourceScan scan = new SourceScan(format, header -> {});
        for (int from = 0; from < bytes.length; from += piece) {
            byte[] next = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece));
            scan.bytes(next, next.length);
        }
        scan.end();
        return scan;
    }
}
