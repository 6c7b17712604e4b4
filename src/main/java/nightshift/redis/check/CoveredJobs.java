package nightshift.redis.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.redis.link.Keys;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.search.EntryId;
import nightshift.search.SegmentReview.Covered;
import nightshift.search.SegmentReview.Entry;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** Reads the jobs that a segment of the index for search covers, and remembers their records as they were read. */
final class CoveredJobs {

    private static final int PIECE = 500;
    /** As {@code lib.lua} has it: enough for the head of nearly all records. */
    private static final int HEAD_READ = 1_024;

    private static final byte[] NOTHING = {};

    private final AuditCalls calls;
    private final Keys keys;
    /** Heads of records by the ids of their jobs. */
    private final Map<String, byte[]> heads = new HashMap<>();

    CoveredJobs(AuditCalls calls, Keys keys) {
        this.calls = calls;
        this.keys = keys;
    }

    private record Stored(EntryId id, List<String> jobs) {}

    /** Whether there are entries between two others. */
    boolean hasBetween(EntryId after, EntryId before) throws InterruptedException {
        return !read("(" + after, "(" + before, 1).isEmpty();
    }

    /**
     * All entries from one to another, with the jobs as they are.
     *
     * @param most how many jobs they have at most; it reads little more if there are more
     */
    List<Entry> from(EntryId first, EntryId last, int most) throws InterruptedException {
        List<Stored> stored = new ArrayList<>();
        int found = 0;
        String from = first.toString();
        List<Stored> piece;
        do {
            piece = read(from, last.toString(), PIECE);
            stored.addAll(piece);
            found += piece.stream().mapToInt(entry -> entry.jobs().size()).sum();
            from = piece.isEmpty() ? from : "(" + piece.get(piece.size() - 1).id();
        } while (piece.size() == PIECE && found <= most);
        readHeads(stored.stream().flatMap(entry -> entry.jobs().stream()).toList());
        List<Entry> entries = new ArrayList<>();
        for (Stored entry : stored) {
            List<Covered> jobs = new ArrayList<>();
            for (String id : entry.jobs()) {
                jobs.add(covered(id));
            }
            entries.add(new Entry(entry.id(), jobs));
        }
        return entries;
    }

    /** The SHA-1 of the head of a job's record as it was read, as {@code pieces.lua} has it. */
    String digest(String id) {
        byte[] head = heads.get(id);
        return Digest.of(Arrays.copyOf(head, Math.min(head.length, HEAD_READ)));
    }

    private List<Stored> read(String first, String last, int most) throws InterruptedException {
        byte[] index = keys.index().getBytes(ISO_8859_1);
        List<?> answer =
                (List<?>) calls.read(j -> j.xrange(index, first.getBytes(ISO_8859_1), last.getBytes(ISO_8859_1), most));
        return answer.stream().map(entry -> stored((List<?>) entry)).toList();
    }

    private static Stored stored(List<?> entry) {
        byte[] all = (byte[]) ((List<?>) entry.get(1)).get(1);
        List<String> jobs = new ArrayList<>(all.length / ShortId.LENGTH);
        for (int at = 0; at + ShortId.LENGTH <= all.length; at += ShortId.LENGTH) {
            jobs.add(new String(all, at, ShortId.LENGTH, ISO_8859_1));
        }
        return new Stored(EntryId.parse(new String((byte[]) entry.get(0), ISO_8859_1)), jobs);
    }

    private void readHeads(List<String> ids) throws InterruptedException {
        heads.clear();
        for (int from = 0; from < ids.size(); from += PIECE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + PIECE));
            List<byte[]> read = calls.read(j -> {
                List<Response<byte[]>> answers = new ArrayList<>(some.size());
                try (AbstractPipeline pipeline = j.pipelined()) {
                    some.forEach(id -> answers.add(pipeline.getrange(keys.job(id), 0, HEAD_READ - 1)));
                    pipeline.sync();
                }
                return answers.stream()
                        .map(answer -> answer.get() == null ? NOTHING : answer.get())
                        .toList();
            });
            for (int i = 0; i < some.size(); i++) {
                heads.put(some.get(i), read.get(i));
            }
        }
    }

    private Covered covered(String id) throws InterruptedException {
        byte[] head = heads.get(id);
        if (head.length == 0) {
            return Covered.removed(id);
        }
        try {
            JobRecord record = new JobRecord(ShortId.read(id.getBytes(ISO_8859_1), 0), head);
            if (record.bytesBeforeArgs() > head.length) {
                byte[] whole = calls.read(j -> j.get(keys.job(id)));
                if (whole == null) {
                    heads.put(id, NOTHING);
                    return Covered.removed(id);
                }
                heads.put(id, whole);
                record = new JobRecord(ShortId.read(id.getBytes(ISO_8859_1), 0), whole);
            }
            return Covered.of(id, record.summary(NOTHING));
        } catch (RuntimeException e) { // the check of the jobs sets a record like this apart
            return Covered.unreadable(id);
        }
    }
}
