package nightshift.redis.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nightshift.redis.check.AuditCalls.bytes;
import static nightshift.redis.check.AuditCalls.text;

import java.util.Collection;
import java.util.List;
import nightshift.recount.IdSet;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.ShortId;

/**
 * The ids in structures that no script can search: the ready lists and the index. They are read once, in pieces, before the jobs are looked
 * at.
 *
 * <p>A list loses entries at its head and gets them at both ends. It is read from its end to its head by places that count from the end: what is
 * appended meanwhile moves entries away from the end, so an entry can be read twice, but one that stays is never missed. Entries of the index
 * never change, and come in at its end.
 */
final class KnownIds {

    private static final int PIECE = 500;

    private final AuditCalls calls;
    private final Keys keys;
    private final IdSet inLists = new IdSet();
    private final IdSet inIndex = new IdSet();
    private long listsAt;
    private long indexAt;
    private String lastEntry = "";

    KnownIds(AuditCalls calls, Keys keys) {
        this.calls = calls;
        this.keys = keys;
    }

    void readLists(Collection<String> queues) throws InterruptedException {
        listsAt = calls.time();
        for (String queue : queues) {
            for (int priority = 1; priority <= 9; priority++) {
                readList(keys.ready(queue, priority));
            }
        }
    }

    private void readList(String key) throws InterruptedException {
        List<String> piece;
        int read = 0;
        do {
            int to = -read - 1;
            piece = calls.read(j -> j.lrange(key, to - PIECE + 1, to));
            piece.forEach(inLists::add);
            read += PIECE;
        } while (piece.size() == PIECE);
    }

    void readIndex() throws InterruptedException {
        indexAt = calls.time();
        int most = 1;
        while (true) {
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
            inIndex.add(new String(entry, n * ShortId.LENGTH, ShortId.LENGTH, ISO_8859_1));
        }
        return ids;
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
