package nightshift.redis.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nightshift.redis.check.AuditCalls.bytes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.search.ColumnSource;
import nightshift.search.DamagedException;
import nightshift.search.EntryId;
import nightshift.search.Packing;
import nightshift.search.Segment;
import nightshift.search.SegmentReview;
import nightshift.search.SegmentReview.Fault;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/**
 * Compares the index for search with the jobs. What is wrong is removed, and the upkeep of the index writes it again within seconds.
 * {@code lua/pieces.lua} looks again before it removes something, because jobs change between two reads.
 */
final class SearchCheck {

    private static final int PIECE = 500;
    /** A mark, or what stands for none at the head of the list. */
    private static final Pattern MARK = Pattern.compile("-|[sa].{7}");

    private final AuditCalls calls;
    private final Keys keys;
    private final CoveredJobs jobs;

    SearchCheck(AuditCalls calls, Keys keys) {
        this.calls = calls;
        this.keys = keys;
        this.jobs = new CoveredJobs(calls, keys);
    }

    /** Checks all of the index, if there is one. */
    void check() throws InterruptedException {
        if (!calls.read(j -> j.exists(keys.changed()))) {
            return;
        }
        run("indexer", List.of());
        checkMarks();
        EntryId end = EntryId.NONE;
        try (Packing packing = new Packing()) {
            for (Listed listed : listed()) {
                if (check(listed, end, packing)) {
                    end = listed.segment().last();
                }
            }
        }
        checkColumns();
    }

    /** What a script never leaves would make searches fail. What it stood for is found when the segments are compared. */
    private void checkMarks() throws InterruptedException {
        List<String> doubts = new ArrayList<>();
        List<String> piece;
        int read = 0;
        do {
            int from = read;
            piece = calls.read(j -> j.lrange(keys.changed(), from, from + PIECE - 1));
            piece.stream().filter(mark -> !MARK.matcher(mark).matches()).forEach(doubts::add);
            read += PIECE;
        } while (piece.size() == PIECE);
        inPieces("marks", doubts);
    }

    /**
     * A segment as it is listed.
     *
     * @param name its field
     * @param text what the field has
     */
    private record Listed(String name, String text, Segment segment) {}

    /** All segments in their order. Those that cannot be read are removed. */
    private List<Listed> listed() throws InterruptedException {
        TreeMap<EntryId, Listed> listed = new TreeMap<>();
        for (Map.Entry<byte[], byte[]> each :
                calls.read(j -> j.hgetAll(keys.segments())).entrySet()) {
            String name = latin(each.getKey());
            String text = latin(each.getValue());
            try {
                Segment segment = Segment.read(each.getValue());
                if (segment.first().toString().equals(name)) {
                    listed.put(segment.first(), new Listed(name, text, segment));
                    continue;
                }
            } catch (DamagedException e) {
                // it is removed
            }
            remove(name, text, Fault.of("cannot be read"), Map.of());
        }
        return List.copyOf(listed.values());
    }

    /** Answers whether the segment is right. */
    private boolean check(Listed listed, EntryId end, Packing packing) throws InterruptedException {
        Segment segment = listed.segment();
        if (segment.first().compareTo(end) <= 0 || jobs.hasBetween(segment.after(), segment.first())) {
            remove(listed.name(), listed.text(), Fault.of("range"), Map.of());
            return false;
        }
        Map<Character, byte[]> columns = columnsOf(segment);
        Optional<Fault> fault = SegmentReview.fault(
                segment, columns, jobs.from(segment.first(), segment.last(), segment.jobs()), packing);
        if (fault.isPresent()) {
            remove(listed.name(), listed.text(), fault.get(), columns);
        }
        return fault.isEmpty();
    }

    private Map<Character, byte[]> columnsOf(Segment segment) throws InterruptedException {
        byte[] name = segment.first().toString().getBytes(ISO_8859_1);
        return calls.read(j -> {
            Map<Character, Response<byte[]>> answers = new HashMap<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                for (char letter : ColumnSource.LETTERS.toCharArray()) {
                    answers.put(letter, pipeline.hget(keys.columns(letter), name));
                }
                pipeline.sync();
            }
            Map<Character, byte[]> columns = new HashMap<>();
            answers.forEach((letter, answer) -> {
                if (answer.get() != null) {
                    columns.put(letter, answer.get());
                }
            });
            return columns;
        });
    }

    private void remove(String name, String text, Fault fault, Map<Character, byte[]> columns)
            throws InterruptedException {
        run(
                "segment",
                List.of(
                        name,
                        text,
                        fault.letter().map(String::valueOf).orElse(""),
                        fault.letter()
                                .map(letter -> Digest.of(columns.get(letter)))
                                .orElse(""),
                        fault.job().orElse(""),
                        fault.job().map(jobs::digest).orElse(""),
                        fault.what()));
    }

    /** Columns that no segment has. */
    private void checkColumns() throws InterruptedException {
        Map<String, String> letters = new HashMap<>();
        for (Listed listed : listed()) {
            letters.put(listed.name(), listed.segment().columns());
        }
        List<String> doubts = new ArrayList<>();
        for (char letter : ColumnSource.LETTERS.toCharArray()) {
            Set<byte[]> names = calls.read(j -> j.hkeys(keys.columns(letter)));
            Set<String> found = new HashSet<>();
            names.forEach(name -> found.add(latin(name)));
            found.removeIf(name -> letters.getOrDefault(name, "").indexOf(letter) >= 0);
            found.forEach(name -> doubts.addAll(List.of(String.valueOf(letter), name)));
        }
        inPieces("columns", doubts);
    }

    private void inPieces(String what, List<String> args) throws InterruptedException {
        for (int from = 0; from < args.size(); from += PIECE) {
            run(what, args.subList(from, Math.min(args.size(), from + PIECE)));
        }
    }

    private void run(String what, List<String> args) throws InterruptedException {
        List<byte[]> all = new ArrayList<>(List.of(bytes(what)));
        args.forEach(arg -> all.add(arg.getBytes(ISO_8859_1)));
        calls.run(LuaScript.PIECES, all);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
