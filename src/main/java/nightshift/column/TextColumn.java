package nightshift.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A property of some jobs, of which each has any number of texts. It keeps each text once, each list of texts once, and for each job
 * the number of its list. Numbers count back from the next new one, so that a column of texts that are all different has only zeros.
 */
public final class TextColumn {

    private final List<String> texts;
    /** For each list the numbers of its texts. */
    private final int[][] lists;
    /** For each job the number of its list. */
    private final int[] listOf;

    private TextColumn(List<String> texts, int[][] lists, int[] listOf) {
        this.texts = texts;
        this.lists = lists;
        this.listOf = listOf;
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
        int count = Varint.getInt(in);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = Varint.getInt(in);
            texts.add(new String(bytes, in.position(), length, UTF_8));
            in.position(in.position() + length);
        }
        int[][] lists = new int[Varint.getInt(in)][];
        int next = 0;
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new int[Varint.getInt(in)];
            for (int j = 0; j < lists[i].length; j++) {
                int back = Varint.getInt(in);
                lists[i][j] = back == 0 ? next++ : next - back;
            }
        }
        int[] listOf = new int[Varint.getInt(in)];
        next = 0;
        for (int i = 0; lists.length > 1 && i < listOf.length; i++) {
            int back = Varint.getInt(in);
            listOf[i] = back == 0 ? next++ : next - back;
        }
        return new TextColumn(texts, lists, listOf);
    }

    /** How many jobs it has. */
    public int jobs() {
        return listOf.length;
    }

    /** The texts of a job. */
    public List<String> of(int job) {
        return Arrays.stream(lists[listOf[job]]).mapToObj(texts::get).toList();
    }

    /** All texts, each once. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** The jobs of which at least one text is as wanted. */
    public BitSet jobsWith(Predicate<String> wanted) {
        boolean[] isText = new boolean[texts.size()];
        boolean any = false;
        for (int i = 0; i < isText.length; i++) {
            isText[i] = wanted.test(texts.get(i));
            any |= isText[i];
        }
        BitSet found = new BitSet(listOf.length);
        if (!any) {
            return found;
        }
        boolean[] isList = new boolean[lists.length];
        for (int i = 0; i < isList.length; i++) {
            for (int text : lists[i]) {
                isList[i] |= isText[text];
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
        long[] ofList = new long[lists.length];
        jobs.stream().forEach(job -> ofList[listOf[job]]++);
        for (int i = 0; i < ofList.length; i++) {
            if (ofList[i] > 0) {
                for (int text : lists[i]) {
                    into.merge(texts.get(text), ofList[i], Long::sum);
                }
            }
        }
    }
}
