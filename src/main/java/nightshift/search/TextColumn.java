package nightshift.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A property of some jobs, of which each has any number of texts. It keeps each text once, each list of texts once, and for each job
 * the number of its list. Numbers count back from the next new one, so that a column of texts that are all different has only zeros.
 */
public final class TextColumn {

    private final byte[] bytes;
    /** Where each text begins. */
    private final int[] begins;
    /** Where each text ends. */
    private final int[] ends;
    /** Where the lists stand. */
    private final int listsAt;
    /** For each list where its texts end in {@link #textOf}; null until it is asked for. */
    private int[] listEnds;
    /** For each text of each list its number. */
    private int[] textOf;
    /** For each job the number of its list. */
    private int[] listOf;

    private TextColumn(byte[] bytes, int[] begins, int[] ends, int listsAt) {
        this.bytes = bytes;
        this.begins = begins;
        this.ends = ends;
        this.listsAt = listsAt;
    }

    /**
     * Writes a column.
     *
     * @param jobs the texts of each job
     */
    public static byte[] write(List<List<String>> jobs) {
        Map<String, Integer> texts = new HashMap<>();
        Map<List<String>, Integer> lists = new HashMap<>();
        ByteArrayOutputStream ofTexts = new ByteArrayOutputStream();
        ByteArrayOutputStream ofLists = new ByteArrayOutputStream();
        ByteArrayOutputStream ofJobs = new ByteArrayOutputStream();
        for (List<String> job : jobs) {
            Integer known = lists.get(job);
            Varint.put(ofJobs, known == null ? 0 : lists.size() - known);
            if (known == null) {
                lists.put(job, lists.size());
                Varint.put(ofLists, job.size());
                job.forEach(text -> writeText(text, texts, ofTexts, ofLists));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Varint.put(out, texts.size());
        out.writeBytes(ofTexts.toByteArray());
        Varint.put(out, lists.size());
        out.writeBytes(ofLists.toByteArray());
        Varint.put(out, jobs.size());
        if (lists.size() > 1) {
            out.writeBytes(ofJobs.toByteArray());
        }
        return out.toByteArray();
    }

    private static void writeText(
            String text, Map<String, Integer> texts, ByteArrayOutputStream ofTexts, ByteArrayOutputStream ofLists) {
        Integer known = texts.get(text);
        Varint.put(ofLists, known == null ? 0 : texts.size() - known);
        if (known == null) {
            texts.put(text, texts.size());
            byte[] bytes = text.getBytes(UTF_8);
            Varint.put(ofTexts, bytes.length);
            ofTexts.writeBytes(bytes);
        }
    }

    /** Reads what {@link #write} has written. */
    public static TextColumn read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int[] begins = new int[Varint.getInt(in)];
        int[] ends = new int[begins.length];
        for (int i = 0; i < begins.length; i++) {
            int length = Varint.getInt(in);
            begins[i] = in.position();
            ends[i] = begins[i] + length;
            in.position(ends[i]);
        }
        return new TextColumn(bytes, begins, ends, in.position());
    }

    /** Reads the lists, which a search needs only if one of the texts is wanted. */
    private void readLists() {
        if (listEnds != null) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(listsAt);
        int[] lists = new int[Varint.getInt(in)];
        int[] numbers = new int[Math.max(lists.length, begins.length)];
        int count = 0;
        int next = 0;
        for (int i = 0; i < lists.length; i++) {
            int length = Varint.getInt(in);
            if (count + length > numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.max(count + length, 2 * numbers.length));
            }
            for (int j = 0; j < length; j++) {
                int back = Varint.getInt(in);
                numbers[count++] = back == 0 ? next++ : next - back;
            }
            lists[i] = count;
        }
        int[] jobs = new int[Varint.getInt(in)];
        next = 0;
        for (int i = 0; lists.length > 1 && i < jobs.length; i++) {
            int back = Varint.getInt(in);
            jobs[i] = back == 0 ? next++ : next - back;
        }
        textOf = numbers;
        listOf = jobs;
        listEnds = lists;
    }

    /** How many jobs it has. */
    public int jobs() {
        readLists();
        return listOf.length;
    }

    /** The texts of a job. */
    public List<String> of(int job) {
        readLists();
        List<String> texts = new ArrayList<>();
        for (int i = listBegin(listOf[job]); i < listEnds[listOf[job]]; i++) {
            texts.add(text(textOf[i]));
        }
        return texts;
    }

    private int listBegin(int list) {
        return list == 0 ? 0 : listEnds[list - 1];
    }

    private String text(int number) {
        return new String(bytes, begins[number], ends[number] - begins[number], UTF_8);
    }

    /** The jobs of which at least one text is wanted. */
    public BitSet jobsWith(Wanted wanted) {
        BitSet isText = new BitSet(begins.length);
        for (int i = 0; i < begins.length; i++) {
            if (wanted.isAt(bytes, begins[i], ends[i])) {
                isText.set(i);
            }
        }
        BitSet found = new BitSet();
        if (isText.isEmpty()) {
            return found;
        }
        readLists();
        boolean[] isList = new boolean[listEnds.length];
        for (int i = 0; i < isList.length; i++) {
            for (int j = listBegin(i); j < listEnds[i]; j++) {
                isList[i] |= isText.get(textOf[j]);
            }
        }
        for (int i = 0; i < listOf.length; i++) {
            if (isList[listOf[i]]) {
                found.set(i);
            }
        }
        return found;
    }

    /** Adds, for each text, how many of these jobs have it. */
    public void count(BitSet jobs, Map<String, Long> into) {
        readLists();
        long[] ofList = new long[listEnds.length];
        jobs.stream().forEach(job -> ofList[listOf[job]]++);
        for (int i = 0; i < ofList.length; i++) {
            for (int j = listBegin(i); ofList[i] > 0 && j < listEnds[i]; j++) {
                into.merge(text(textOf[j]), ofList[i], Long::sum);
            }
        }
    }
}
