package nightshift.imports.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import nightshift.format.FileFormat;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRefused.Reason;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.plan.SplitPoints;
import nightshift.imports.rows.BlockReader;
import nightshift.imports.rows.CellHandler;
import nightshift.imports.rows.RecordScanner;

/**
 * Checks a file while it arrives. A file that is not text, has no rows or has a row without an end is refused as soon
 * as this is known.
 */
public final class SourceScan {

    private static final String NO_TEXT = ": send the file as text in UTF-8";
    private static final int MAGIC_BYTES = 4;
    /** The header is stored as part of the import. */
    private static final int HEADER_MOST = 64 * 1024;

    /** Gets the header of a CSV file; empty for other files. */
    @FunctionalInterface
    public interface HeaderCheck {
        /** @throws ImportRefused if the file cannot be imported with it */
        void check(List<String> header) throws ImportRefused;
    }

    private final FileFormat format;
    private final HeaderCheck headerCheck;
    private final Utf8Check utf8 = new Utf8Check();
    private final RecordScanner scanner;
    private final SplitPoints splitPoints = new SplitPoints();
    /** The first bytes, until they show the kind of file. After that, the header until it is complete. */
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private boolean begun;
    private List<String> header;
    private long offset;
    private long recordAt;
    private long recordLine = 1;
    private long rows;

    /**
     * A scan at the beginning of a file.
     *
     * @param headerCheck gets the header of a CSV file as soon as it has been read, and an empty one for NDJSON at once
     * @throws ImportRefused if the header check refuses the empty header
     */
    public SourceScan(FileFormat format, HeaderCheck headerCheck) throws ImportRefused {
        this.format = format;
        this.headerCheck = headerCheck;
        this.scanner = RecordScanner.of(format);
        if (format != FileFormat.CSV) {
            header = List.of();
            headerCheck.check(header);
        }
    }

    /** Takes the next bytes. */
    void bytes(byte[] bytes, int length) throws ImportRefused {
        if (begun) {
            scan(bytes, 0, length);
            return;
        }
        kept.write(bytes, 0, length);
        if (kept.size() >= MAGIC_BYTES) {
            begin();
        }
    }

    private void begin() throws ImportRefused {
        byte[] first = kept.toByteArray();
        kept.reset();
        begun = true;
        if (startsWith(first, 'P', 'K', 3, 4)) {
            throw refused("is a ZIP archive (or a workbook): unpack it, or export it as CSV");
        }
        if (startsWith(first, 0x1F, 0x8B)) {
            throw refused("is compressed by gzip: unpack it");
        }
        if (startsWith(first, 0xFF, 0xFE) || startsWith(first, 0xFE, 0xFF)) {
            throw refused("is text in UTF-16" + NO_TEXT);
        }
        int from = startsWith(first, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        offset = from;
        recordAt = from;
        scan(first, from, first.length);
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private void scan(byte[] bytes, int from, int to) throws ImportRefused {
        int bad = utf8.firstBad(bytes, from, to);
        records(bytes, from, bad < 0 ? to : bad);
        if (bad >= 0) {
            throw refused(
                    line(),
                    bytes[bad] == 0 ? "has a NUL character" + NO_TEXT : "has bytes that are not UTF-8" + NO_TEXT);
        }
    }

    private void records(byte[] bytes, int from, int to) throws ImportRefused {
        int i = from;
        while (i < to) {
            int end = scanner.next(bytes, i, to);
            int taken = (end < 0 ? to : end) - i;
            offset += taken;
            if (header == null) {
                kept.write(bytes, i, taken);
            }
            checkLength();
            i += taken;
            if (end >= 0) {
                record();
            }
        }
    }

    private void checkLength() throws ImportRefused {
        if (header == null && offset - recordAt > HEADER_MOST) {
            throw refused(
                    recordLine,
                    "begins a header of more than " + HEADER_MOST + " bytes: "
                            + (scanner.isQuoteOpen()
                                    ? "close its quote"
                                    : "is the first line the names of the columns?"));
        }
        if (offset - recordAt > BlockReader.RECORD_MOST) {
            throw refused(
                    recordLine,
                    "begins a row of more than " + BlockReader.RECORD_MOST + " bytes: "
                            + (scanner.isQuoteOpen()
                                    ? "close its quote"
                                    : "no row may be as long, so end it with a line end"));
        }
    }

    private void record() throws ImportRefused {
        if (!scanner.isBlank()) {
            if (header == null) {
                header = header();
                headerCheck.check(header);
            } else {
                rows++;
                splitPoints.add(recordAt, rows, recordLine);
            }
        }
        if (header == null) {
            kept.reset();
        }
        recordAt = offset;
        recordLine = line();
    }

    private long line() {
        return scanner.lineEnds() + 1;
    }

    private List<String> header() throws ImportRefused {
        if (scanner.isMalformed()) {
            throw refused(
                    recordLine, "has text after a closing quote: quote the whole cell and double the quotes in it");
        }
        try (CsvReader<List<String>> reader = CsvReader.builder().build(new CellHandler(), kept.toString(UTF_8))) {
            return reader.stream().findFirst().orElseThrow().stream()
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the end of the file. */
    void end() throws ImportRefused {
        if (!begun) {
            begin();
        }
        if (offset == 0) {
            throw refused("is empty: send the file as the body");
        }
        if (!utf8.isWhole()) {
            throw refused(line(), "ends inside of a character" + NO_TEXT);
        }
        if (scanner.isQuoteOpen()) {
            throw refused(recordLine, "begins a row whose quote is never closed");
        }
        if (recordAt < offset) {
            scanner.end();
            record();
        }
        if (rows == 0) {
            throw refused(format == FileFormat.CSV && header != null ? "has a header but no rows" : "has no rows");
        }
    }

    /** Length of the file. */
    public long length() {
        return offset;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Names of the columns; empty for NDJSON. */
    public List<String> columnNames() {
        return header;
    }

    /** The parts of the file. Call only after its end. */
    public List<ImportPlan.Partition> partitions(int most) {
        return splitPoints.cut(offset, most);
    }

    private static ImportRefused refused(String detail) {
        return new ImportRefused(Reason.UNFIT, "body", detail);
    }

    private static ImportRefused refused(long line, String detail) {
        return new ImportRefused(Reason.UNFIT, List.of(ImportRefused.inLine(line, detail)));
    }
}
