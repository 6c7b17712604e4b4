package nightshift.imports.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.format.FileFormat;

/** Reads rows of a scanned file, block by block, beginning at any record. Holds one block at a time. */
public final class BlockReader implements Closeable {

    /** Most bytes of a record. Twice what args may have, since quotes are doubled in CSV. */
    public static final int RECORD_MOST = 512 * 1024;

    /** How much is read at once. */
    private static final int READ = 256 * 1024;

    private static final CsvReaderBuilder CSV = CsvReader.builder()
            .allowExtraCharsAfterClosingQuote(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE);

    private final FileFormat format;
    private final long to;
    private final int rowsMost;
    private final int bytesMost;
    private final FileChannel file;
    private final RecordScanner scanner;
    private final long lineBefore;
    /** A block and the byte after it, at most. */
    private final int needed;

    private final byte[] buffer;
    private long bufferFrom;
    private int start;
    private int filled;
    private long row;

    /**
     * A reader of some of a file.
     *
     * @param from      offset of the first record
     * @param to        offset after the last record
     * @param row       number of the first row, from 1
     * @param line      number of the first line, from 1
     * @param rowsMost  rows of a block, from 1
     * @param bytesMost bytes of a block, from 1; the last record of a block may go beyond
     */
    public BlockReader(
            Path source, FileFormat format, long from, long to, long row, long line, int rowsMost, int bytesMost)
            throws IOException {
        this.format = format;
        this.to = to;
        this.rowsMost = rowsMost;
        this.bytesMost = bytesMost;
        this.file = FileChannel.open(source, StandardOpenOption.READ);
        this.scanner = RecordScanner.of(format);
        this.lineBefore = line;
        this.needed = bytesMost + RECORD_MOST + 2;
        this.buffer = new byte[needed + READ];
        this.bufferFrom = from;
        this.row = row;
    }

    /**
     * The next block; empty after the last.
     *
     * @throws IOException also if the file has changed since it was scanned
     */
    public Optional<Block> next() throws IOException {
        refill();
        if (start == filled) {
            return Optional.empty();
        }
        List<Mark> marks = new ArrayList<>(Math.min(rowsMost, 512));
        long firstLine = line();
        int end = start;
        while (end < filled && marks.size() < rowsMost && end - start < bytesMost) {
            long recordLine = line();
            int next = scanner.next(buffer, end, filled);
            if (next < 0) {
                next = atEnd(end);
            }
            if (!scanner.isEmpty()) {
                marks.add(new Mark(end, next, recordLine, scanner.isBlank(), scanner.isMalformed()));
            }
            end = next;
        }
        Block block = new Block(bufferFrom + start, bufferFrom + end, row, firstLine, line(), rows(marks, end));
        row = block.nextRow();
        start = end;
        return Optional.of(block);
    }

    /** The last record of the file may lack its line end. */
    private int atEnd(int record) throws IOException {
        if (bufferFrom + filled < to || scanner.isQuoteOpen()) {
            throw new IOException(
                    "the record at byte " + (bufferFrom + record) + " does not end: the file has changed");
        }
        scanner.end();
        return filled;
    }

    private long line() {
        return lineBefore + scanner.lineEnds();
    }

    private void refill() throws IOException {
        if (filled - start >= needed || bufferFrom + filled == to) {
            return;
        }
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        bufferFrom += start;
        filled -= start;
        start = 0;
        int wanted = (int) Math.min(buffer.length, to - bufferFrom);
        ByteBuffer into = ByteBuffer.wrap(buffer, filled, wanted - filled);
        while (into.hasRemaining()) {
            if (file.read(into, bufferFrom + into.position()) < 0) {
                throw new IOException(
                        "the file ends at byte " + (bufferFrom + into.position()) + ", before byte " + to);
            }
        }
        filled = wanted;
    }

    private List<Row> rows(List<Mark> marks, int end) throws IOException {
        List<Row> rows = new ArrayList<>(marks.size());
        switch (format) {
            case NDJSON -> marks.forEach(mark -> rows.add(new Row.Text(mark.line, text(mark.from, mark.to))));
            case CSV -> {
                endRecordsByCr(marks);
                try (CsvReader<List<String>> records =
                        CSV.build(new CellHandler(), new String(buffer, start, end - start, UTF_8))) {
                    int parsed = 0;
                    for (List<String> cells : records) {
                        Mark mark = marks.get(parsed++);
                        if (!mark.blank) {
                            rows.add(new Row.Cells(mark.line, cells, mark.malformed));
                        }
                    }
                    if (parsed != marks.size()) {
                        throw new IllegalStateException("scanned " + marks.size() + " records, but parsed " + parsed);
                    }
                }
            }
        }
        return rows;
    }

    /** The parser loses a record whose last cell is quoted and has a CR in it, if it ends by LF. */
    private void endRecordsByCr(List<Mark> marks) {
        for (Mark mark : marks) {
            if (buffer[mark.to - 1] == '\n' && buffer[mark.to - 2] != '\r') {
                buffer[mark.to - 1] = '\r';
            }
        }
    }

    private String text(int from, int to) {
        int end = to;
        while (end > from && (buffer[end - 1] == '\n' || buffer[end - 1] == '\r')) {
            end--;
        }
        return new String(buffer, from, end - from, UTF_8);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Where a record is in the buffer, and in which line of the file it begins. */
    private record Mark(int from, int to, long line, boolean blank, boolean malformed) {}
}
