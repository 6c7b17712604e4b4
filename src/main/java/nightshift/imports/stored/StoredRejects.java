package nightshift.imports.stored;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.format.FileFormat;
import nightshift.imports.Imports.RejectedRows;
import nightshift.imports.Imports.RejectsPage;
import nightshift.imports.RejectedRow;
import nightshift.imports.plan.ImportFolder;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.plan.PartitionState;
import nightshift.imports.rows.JsonLine;
import nightshift.imports.rows.Rejects;
import nightshift.store.BadTokenException;
import tools.jackson.databind.json.JsonMapper;

/** Rejected rows as the workers left them: one file per partition. Its checkpoint says how many bytes of it count. */
final class StoredRejects implements RejectedRows {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> ADDED = Set.of(Rejects.LINE, Rejects.COLUMN, Rejects.REASON);
    /** A page ends after the row that brings it to this many bytes: each row may be large. */
    private static final int PAGE_BYTES = 1 << 20;

    private static final Pattern TOKEN = Pattern.compile("r(\\d{1,2})-(\\d{1,15})");

    private final ImportFolder folder;
    private final ImportPlan plan;
    private final List<PartitionState> states;

    StoredRejects(ImportFolder folder, ImportPlan plan, List<PartitionState> states) {
        this.folder = folder;
        this.plan = plan;
        this.states = states;
    }

    @Override
    public RejectsPage page(int size, Optional<String> token) throws IOException {
        Place place = token.map(this::place).orElse(new Place(0, 0));
        List<RejectedRow> items = new ArrayList<>();
        long bytes = 0;
        for (int i = place.partition; i < states.size(); i++) {
            try (Lines lines = new Lines(
                    folder.rejects(i),
                    i == place.partition ? place.offset : 0,
                    states.get(i).rejectBytes())) {
                long from = lines.offset;
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    items.add(Rejects.read(line.get()));
                    if (items.size() == size || bytes + lines.offset - from >= PAGE_BYTES) {
                        return new RejectsPage(items, next(i, lines.offset));
                    }
                }
                bytes += lines.offset - from;
            }
        }
        return new RejectsPage(items, Optional.empty());
    }

    private Optional<String> next(int partition, long offset) {
        boolean more = offset < states.get(partition).rejectBytes()
                || states.subList(partition + 1, states.size()).stream().anyMatch(state -> state.rejectBytes() > 0);
        return more ? Optional.of("r" + partition + "-" + offset) : Optional.empty();
    }

    private Place place(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw new BadTokenException();
        }
        Place place = new Place(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
        if (place.partition >= states.size()
                || place.offset > states.get(place.partition).rejectBytes()
                || !beginsLine(folder.rejects(place.partition), place.offset)) {
            throw new BadTokenException();
        }
        return place;
    }

    private static boolean beginsLine(Path file, long offset) {
        if (offset == 0) {
            return true;
        }
        try (Lines before = new Lines(file, offset - 1, offset)) {
            return before.next().filter(String::isEmpty).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 64 * 1024);
        if (plan.format() == FileFormat.CSV) {
            writeCsv(text);
        } else {
            writeLines(text);
        }
        text.flush();
    }

    private void writeCsv(Writer text) throws IOException {
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < plan.header().size(); i++) {
            if (!ADDED.contains(plan.header().get(i))) {
                own.add(i);
            }
        }
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        csv.writeRecord(record(plan.header(), own, Rejects.LINE, Rejects.COLUMN, Rejects.REASON));
        forEach(rejected -> {
            List<String> cells = new ArrayList<>();
            MAPPER.readTree(rejected.row()).forEach(cell -> cells.add(cell.asString()));
            csv.writeRecord(record(
                    cells,
                    own,
                    Long.toString(rejected.line()),
                    rejected.column().orElse(""),
                    rejected.reason()));
        });
        csv.flush();
    }

    /** Cells without a column come last, so that the row still does not fit. */
    private List<String> record(List<String> cells, List<Integer> own, String... added) {
        List<String> record = new ArrayList<>();
        own.forEach(i -> record.add(i < cells.size() ? cells.get(i) : ""));
        record.addAll(List.of(added));
        if (cells.size() > plan.header().size()) {
            record.addAll(cells.subList(plan.header().size(), cells.size()));
        }
        return record;
    }

    private void writeLines(Writer text) throws IOException {
        forEach(rejected -> {
            text.write(JsonLine.withReject(MAPPER.readTree(rejected.row()).asString(), rejected));
            text.write('\n');
        });
    }

    private void forEach(Each each) throws IOException {
        for (int i = 0; i < states.size(); i++) {
            try (Lines lines = new Lines(folder.rejects(i), 0, states.get(i).rejectBytes())) {
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    each.take(Rejects.read(line.get()));
                }
            }
        }
    }

    private interface Each {
        void take(RejectedRow row) throws IOException;
    }

    private record Place(int partition, long offset) {}

    /** Lines of a part of a file. The file can be missing if the part is empty. */
    private static final class Lines implements Closeable {

        private final long to;
        private final InputStream in;
        private long offset;

        Lines(Path file, long from, long to) throws IOException {
            this.to = to;
            this.offset = from;
            if (from >= to) {
                in = InputStream.nullInputStream();
            } else {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                in = new BufferedInputStream(Channels.newInputStream(channel.position(from)), 64 * 1024);
            }
        }

        Optional<String> next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (offset < to) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("the file of rejected rows ends at byte " + offset + ", before byte " + to);
                }
                offset++;
                if (b == '\n') {
                    return Optional.of(line.toString(UTF_8));
                }
                line.write(b);
            }
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
