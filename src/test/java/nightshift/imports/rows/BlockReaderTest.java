package nightshift.imports.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nightshift.format.FileFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockReaderTest {

    private static final int FILES = 300;
    private static final String[] PIECES = {
        "a", "bc", "é", "€", "😀", ",", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "\"x\ny\""
    };
    /** May be what the parser by itself does not read right. */
    private static final Pattern PARSER_LOSES = Pattern.compile("\".*\r(?!\n)", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void readsWhatTheParserReadsOfTheWholeFile() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            String text = csv(random);
            if (PARSER_LOSES.matcher(text).find()) {
                continue;
            }
            Path file = file(text);

            // The parser cannot distinguish a row of nothing but commas, which is skipped, from one of empty cells in
            // quotes.
            Predicate<List<String>> filled = cells -> cells.stream().anyMatch(cell -> !cell.isEmpty());
            assertThat(cells(rows(file, FileFormat.CSV, blockStarts(file, FileFormat.CSV, 1000), 3, 50)))
                    .as(text)
                    .filteredOn(filled)
                    .isEqualTo(parsed(text).stream().filter(filled).toList());
        }
    }

    @Test
    void rowsOfNothingButCommasAreSkipped() throws IOException {
        Path file = file(",,\na,,\n,,\r\n\"\",,\n,,b\n,\n,,");

        assertThat(rows(file, FileFormat.CSV, blockStarts(file, FileFormat.CSV, 1000), 1, 1000))
                .extracting(Row::line)
                .containsExactly(2L, 4L, 5L);
        assertThat(cells(rows(file, FileFormat.CSV, blockStarts(file, FileFormat.CSV, 1000), 1000, 1000)))
                .containsExactly(List.of("a", "", ""), List.of("", "", ""), List.of("", "", "b"));
    }

    @Test
    void aCellThatEndsWithCrIsNotLost() throws IOException {
        Path file = file("a,\"b\r\"\n\"\r\"\r\n\"c\r\"\nd\n");

        assertThat(cells(rows(file, FileFormat.CSV, blockStarts(file, FileFormat.CSV, 1000), 1000, 1000)))
                .containsExactly(List.of("a", "b\r"), List.of("\r"), List.of("c\r"), List.of("d"));
    }

    @Test
    void everyCutIntoPartitionsGivesTheSameRows() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < FILES; i++) {
            FileFormat format = FileFormat.values()[i % 2];
            String text = format == FileFormat.CSV ? csv(random) : ndjson(random);
            Path file = file(text);
            List<Block> starts = blockStarts(file, format, 1);
            List<Row> whole = rows(file, format, starts.subList(0, Math.min(1, starts.size())), 1000, 1 << 16);

            assertThat(rows(file, format, starts, 2, 7)).as(text).isEqualTo(whole);
            for (int cut = 1; cut < starts.size(); cut++) {
                List<Block> two = List.of(starts.get(0), starts.get(cut));
                assertThat(rows(file, format, two, 2, 7))
                        .as("%s at %s", text, cut)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void blocksAreBoundedByRowsAndBytes() throws IOException {
        Path file = file("1\n22\n333\n4444\n55555\n");

        assertThat(blocks(file, FileFormat.NDJSON, 2, 1000))
                .extracting(block -> block.rows().size())
                .containsExactly(2, 2, 1);
        assertThat(blocks(file, FileFormat.NDJSON, 1000, 6))
                .extracting(Block::to)
                .containsExactly(9L, 20L);
    }

    @Test
    void blankLinesCountAsLinesButNotAsRows() throws IOException {
        Block block =
                blocks(file("\n1\n\n\n2\n\n"), FileFormat.NDJSON, 1000, 1000).get(0);

        assertThat(block.rows()).containsExactly(new Row.Text(2, "1"), new Row.Text(5, "2"));
        assertThat(block.nextRow()).isEqualTo(3);
        assertThat(block.nextLine()).isEqualTo(7);
    }

    @Test
    void aFileOfBlankLinesComesToItsEnd() throws IOException {
        List<Block> blocks = blocks(file("\n\n\r\n"), FileFormat.CSV, 1000, 1000);

        assertThat(blocks).hasSize(1);
        assertThat(blocks.get(0).rows()).isEmpty();
        assertThat(blocks.get(0).to()).isEqualTo(4);
    }

    @Test
    void aFileThatHasChangedIsRefused() throws IOException {
        Path cut = file("1\n2\n");
        assertThatThrownBy(() -> read(cut, FileFormat.NDJSON, 0, 100, 1, 1, 10, 10))
                .hasMessageContaining("the file ends at byte 4");

        Path open = file("a,\"b\n");
        assertThatThrownBy(() -> read(open, FileFormat.CSV, 0, 5, 1, 1, 10, 10)).hasMessageContaining("does not end");
    }

    @Test
    void longRecordsGoBeyondTheBoundOfABlock() throws IOException {
        String large = "x".repeat(BlockReader.RECORD_MOST - 1);
        Path file = file("1\n" + large + "\n" + large + "\n2");

        assertThat(blocks(file, FileFormat.NDJSON, 1000, 10))
                .flatExtracting(Block::rows)
                .containsExactly(
                        new Row.Text(1, "1"), new Row.Text(2, large), new Row.Text(3, large), new Row.Text(4, "2"));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("source"), text);
    }

    private static String csv(Random random) {
        while (true) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            RecordScanner scanner = RecordScanner.of(FileFormat.CSV);
            byte[] bytes = text.toString().getBytes(UTF_8);
            int from = 0;
            while (from >= 0 && from < bytes.length) {
                from = scanner.next(bytes, from, bytes.length);
            }
            if (!scanner.isQuoteOpen()) {
                return text.toString();
            }
        }
    }

    private static String ndjson(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            text.append(List.of("{}", "[1, 2]", "\"é\r\"", "", " ").get(random.nextInt(5)));
            text.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return text.toString();
    }

    private static List<List<String>> parsed(String text) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowExtraCharsAfterClosingQuote(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            return reader.stream().map(CsvRecord::getFields).toList();
        }
    }

    private static List<List<String>> cells(List<Row> rows) {
        return rows.stream().map(row -> ((Row.Cells) row).cells()).toList();
    }

    /** Blocks of a file, to begin partitions with. */
    private static List<Block> blockStarts(Path file, FileFormat format, int rowsMost) throws IOException {
        return blocks(file, format, rowsMost, 1 << 16);
    }

    private static List<Block> blocks(Path file, FileFormat format, int rowsMost, int bytesMost) throws IOException {
        return read(file, format, 0, Files.size(file), 1, 1, rowsMost, bytesMost);
    }

    /** All rows of a file that is cut where blocks begin; checks that one block leads to the next. */
    private static List<Row> rows(Path file, FileFormat format, List<Block> starts, int rowsMost, int bytesMost)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Block start = starts.get(i);
            long to = i + 1 < starts.size() ? starts.get(i + 1).from() : Files.size(file);
            Block before = null;
            for (Block block :
                    read(file, format, start.from(), to, start.firstRow(), start.firstLine(), rowsMost, bytesMost)) {
                if (before != null) {
                    assertThat(List.of(block.from(), block.firstRow(), block.firstLine()))
                            .isEqualTo(List.of(before.to(), before.nextRow(), before.nextLine()));
                }
                before = block;
                rows.addAll(block.rows());
            }
            if (before != null && i + 1 < starts.size()) {
                assertThat(before.nextRow()).isEqualTo(starts.get(i + 1).firstRow());
                assertThat(before.nextLine()).isEqualTo(starts.get(i + 1).firstLine());
            }
        }
        return rows;
    }

    private static List<Block> read(
            Path file, FileFormat format, long from, long to, long row, long line, int rowsMost, int bytesMost)
            throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (BlockReader reader = new BlockReader(file, format, from, to, row, line, rowsMost, bytesMost)) {
            for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
                blocks.add(block.get());
            }
        }
        return blocks;
    }
}
