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
    /** Where each text begins and ends; null until they are asked for, which a search does not. */
    private int[] begins;

    private int[] ends;
    /** For each list where its texts end in {@link #textOf}. */
    private int[] listEnds;
    /** For each text of each list its number. */
    private int[] textOf;
    /** For each job the number of its list. */
    private int[] listOf;
    /** How many jobs there are; negative until it is known. */
    private int jobs = -1;

    private TextColumn(byte[] bytes) {
        this.bytes = bytes;
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
        return new TextColumn(bytes);
    }

    private void readAll() {
        if (begins != null) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int[] begun = new int[Varint.getInt(in)];
        ends = new int[begun.length];
        for (int i = 0; i < begun.length; i++) {
            int length = Varint.getInt(in);
            begun[i] = in.position();
            ends[i] = begun[i] + length;
            in.position(ends[i]);
        }
        readLists(in, begun.length);
        begins = begun;
    }

    private void readLists(ByteBuffer in, int texts) {
        int[] lists = new int[Varint.getInt(in)];
        int[] numbers = new int[Math.max(lists.length, texts)];
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
        listOf = new int[Varint.getInt(in)];
        next = 0;
        for (int i = 0; lists.length > 1 && i < listOf.length; i++) {
            int back = Varint.getInt(in);
            listOf[i] = back == 0 ? next++ : next - back;
        }
        jobs = listOf.length;
        textOf = numbers;
        listEnds = lists;
    }

    /** How many jobs it has. */
    public int jobs() {
        if (jobs < 0) {
            readAll();
        }
        return jobs;
    }

    /** The texts of a job. */
    public List<String> of(int job) {
        readAll();
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
        Cursor in = new Cursor(bytes);
        int texts = in.next();
        BitSet isText = null;
        for (int i = 0; i < texts; i++) {
            int length = in.next();
            int begin = in.at;
            in.at += length;
            if (wanted.isAt(bytes, begin, in.at)) {
                isText = isText == null ? new BitSet(texts) : isText;
                isText.set(i);
            }
        }
        return isText == null ? new BitSet() : jobsWith(listsWith(isText, in), in);
    }

    private static boolean[] listsWith(BitSet isText, Cursor in) {
        boolean[] isList = new boolean[in.next()];
        int next = 0;
        for (int i = 0; i < isList.length; i++) {
            for (int left = in.next(); left > 0; left--) {
                int back = in.next();
                isList[i] |= isText.get(back == 0 ? next++ : next - back);
            }
        }
        return isList;
    }

    private BitSet jobsWith(boolean[] isList, Cursor in) {
        jobs = in.next();
        BitSet found = new BitSet(jobs);
        if (isList.length == 1) {
            found.set(0, isList[0] ? jobs : 0);
            return found;
        }
        int next = 0;
        for (int i = 0; i < jobs; i++) {
            int back = in.next();
            if (isList[back == 0 ? next++ : next - back]) {
                found.set(i);
            }
        }
        return found;
    }

    /** Reads numbers as {@link Varint} has them. A search reads millions. */
    private static final class Cursor {

        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        int next() {
            int value = bytes[at++];
            if (value >= 0) {
                return value;
            }
            value &= 0x7f;
            for (int shift = 7; ; shift += 7) {
                byte more = bytes[at++];
                value |= (more & 0x7f) << shift;
                if (more >= 0) {
                    return value;
                }
            }
        }
    }

    /** Adds, for each text, how many of these jobs have it. */
    public void count(BitSet jobs, Map<String, Long> into) {
        readAll();
        long[] ofList = new long[listEnds.length];
        jobs.stream().forEach(job -> ofList[listOf[job]]++);
        for (int i = 0; i < ofList.length; i++) {
            for (int j = listBegin(i); ofList[i] > 0 && j < listEnds[i]; j++) {
                into.merge(text(textOf[j]), ofList[i], Long::sum);
            }
        }
    }
}
