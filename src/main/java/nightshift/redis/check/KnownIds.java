package nightshift.redis.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nightshift.redis.check.AuditCalls.bytes;
import static nightshift.redis.check.AuditCalls.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import nightshift.recount.IdSet;
import nightshift.recount.Part;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.ShortId;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/**
 * The ids of a part in structures that no script can search: the ready lists and the index. They are read once, in pieces, before the jobs
 * are looked at.
 *
 * <p>A list loses entries at its head and gets them at both ends. It is read from its end to its head by places that count from the end: what is
 * appended meanwhile moves entries away from the end, so an entry can be read twice, but one that stays is never missed. Entries of the index
 * never change, and come in at its end.
 *
 * <p>Before it has read, it knows nothing, and no job is missed anywhere because of it.
 */
final class KnownIds {

    private static final int PIECE = 500;
    private static final int QUEUES_OF_CALL = 50;

    private final AuditCalls calls;
    private final Keys keys;
    private final Part part;
    private final IdSet inLists;
    private final IdSet inIndex;
    private long listsAt;
    private long indexAt;
    private String lastEntry = "";

    /** @param most how many ids of the lists, and how many of the index, fit in */
    KnownIds(AuditCalls calls, Keys keys, Part part, int most) {
        this.calls = calls;
        this.keys = keys;
        this.part = part;
        inLists = new IdSet(most);
        inIndex = new IdSet(most);
    }

    /** @return whether everything fits in; if not, this part is too large */
    boolean read(Collection<String> queues) throws InterruptedException {
        readLists(queues, part::has);
        if (!inLists.isFull()) {
            readIndex();
        }
        return !inLists.isFull() && !inIndex.isFull();
    }

    /**
     * Reads lists again, for jobs that have perhaps come into them since.
     *
     * @return whether everything fits in
     */
    boolean readListsAgain(Collection<String> queues, Set<String> ids) throws InterruptedException {
        readLists(queues, ids::contains);
        return !inLists.isFull();
    }

    private void readLists(Collection<String> queues, Predicate<String> which) throws InterruptedException {
        listsAt = calls.time();
        List<String> all = List.copyOf(queues);
        for (int from = 0; from < all.size() && !inLists.isFull(); from += QUEUES_OF_CALL) {
            List<String> lists = new ArrayList<>();
            for (String queue : all.subList(from, Math.min(all.size(), from + QUEUES_OF_CALL))) {
                for (int priority = 1; priority <= 9; priority++) {
                    lists.add(keys.ready(queue, priority));
                }
            }
            readListsOfCall(lists, which);
        }
    }

    /** Most lists are empty, and others are short: it reads together what fits into a piece. */
    private void readListsOfCall(List<String> lists, Predicate<String> which) throws InterruptedException {
        List<Long> lengths = pipelined(lists, (pipeline, list) -> pipeline.llen(list));
        List<String> together = new ArrayList<>();
        long length = 0;
        for (int n = 0; n < lists.size(); n++) {
            if (lengths.get(n) == 0) {
                continue;
            }
            if (length + lengths.get(n) > PIECE) {
                readEnds(together, which);
                together.clear();
                length = 0;
            }
            together.add(lists.get(n));
            length += lengths.get(n);
        }
        readEnds(together, which);
    }

    private void readEnds(List<String> lists, Predicate<String> which) throws InterruptedException {
        if (lists.isEmpty()) {
            return;
        }
        List<List<String>> ends = pipelined(lists, (pipeline, list) -> pipeline.lrange(list, -PIECE, -1));
        for (int n = 0; n < lists.size(); n++) {
            List<String> piece = ends.get(n);
            piece.stream().filter(which).forEach(inLists::add);
            for (int read = PIECE; piece.size() == PIECE && !inLists.isFull(); read += PIECE) {
                String list = lists.get(n);
                int to = -read - 1;
                piece = calls.read(j -> j.lrange(list, to - PIECE + 1, to));
                piece.stream().filter(which).forEach(inLists::add);
            }
        }
    }

    private interface Command<T> {
        Response<T> of(AbstractPipeline pipeline, String key);
    }

    private <T> List<T> pipelined(List<String> lists, Command<T> command) throws InterruptedException {
        return calls.read(j -> {
            List<Response<T>> answers = new ArrayList<>(lists.size());
            try (AbstractPipeline pipeline = j.pipelined()) {
                lists.forEach(list -> answers.add(command.of(pipeline, list)));
                pipeline.sync();
            }
            return answers.stream().map(Response::get).toList();
        });
    }

    private void readIndex() throws InterruptedException {
        indexAt = calls.time();
        int most = 1;
        while (!inIndex.isFull()) {
            List<?> answer = calls.run(LuaScript.ENTRIES, List.of(bytes(lastEntry), bytes(most)));
            String last = text(answer.get(0));
            if (last.isEmpty()) {
                return;
            }
            lastEntry = last;
            int ids = 0;
            for (Object entry : answer.subList(1, answer.size())) {
                ids += addEntry((byte[]) entry);
            }
            most = Math.min(PIECE, ids < PIECE ? 2 * most : most);
        }
    }

    private int addEntry(byte[] entry) {
        int ids = entry.length / ShortId.LENGTH;
        for (int n = 0; n < ids; n++) {
            String id = new String(entry, n * ShortId.LENGTH, ShortId.LENGTH, ISO_8859_1);
            if (part.has(id)) {
                inIndex.add(id);
            }
        }
        return ids;
    }

    /** Whether a job is in this part. */
    boolean covers(String id) {
        return part.has(id);
    }

    /** How {@code inspect.lua} learns about a job. */
    String flagged(String id) {
        return (inLists.contains(id) ? "l" : "-") + (inIndex.contains(id) ? "i" : "-") + id;
    }

    long listsAt() {
        return listsAt;
    }

    long indexAt() {
        return indexAt;
    }

    /** The newest entry of the index that was read; empty if there was none. */
    String lastEntry() {
        return lastEntry;
    }
}
