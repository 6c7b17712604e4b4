package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/** Walks the index of all jobs. An entry of it holds the ids of the jobs that one call submitted. */
final class IndexWalk implements IdWalk {

    private static final Pattern TOKEN = Pattern.compile("i(\\d{1,19}-\\d{1,19})\\.(\\d{1,4})");
    /** How far an entry's own time can lie from the times of its jobs. */
    static final long SLACK_MS = 1_000;

    private final Connection redis;
    private final byte[] index;
    private final long oldest;
    private byte[] from;
    /** How many ids of the next entry, counted from its newest, were seen by the page before. */
    private int skip;
    private String skipIn = "";
    private final List<JobId> piece = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private boolean ended;
    /** Entries hold from one id to 500, so how many to ask for is learnt on the way. */
    private int entriesToAsk = 4;

    IndexWalk(Connection redis, Keys keys, JobFilter filter, Optional<String> token) {
        this.redis = redis;
        this.index = keys.index().getBytes(ISO_8859_1);
        this.oldest = filter.createdAfter().map(time -> time.toEpochMilli() - SLACK_MS).orElse(0L);
        this.from = filter.createdBefore().map(time -> ascii(Long.toString(Math.max(0, time.toEpochMilli() + SLACK_MS))))
                .orElse(ascii("+"));
        token.ifPresent(this::resume);
    }

    private void resume(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("was not made by this list");
        }
        skipIn = matcher.group(1);
        from = ascii(skipIn);
        skip = Integer.parseInt(matcher.group(2));
    }

    @Override
    public List<JobId> next(int about) {
        piece.clear();
        tokens.clear();
        while (!ended && piece.size() < about) {
            List<?> entries = redis.call("list", j -> j.xrevrange(index, from, ascii("-"), entriesToAsk));
            for (Object entry : entries) {
                if (!ended && piece.size() < about) {
                    read((List<?>) entry);
                }
            }
            ended |= entries.isEmpty();
            int perEntry = Math.max(1, piece.size() / Math.max(1, entries.size()));
            // growing by steps, since the next entries may be far larger than these
            entriesToAsk = Math.max(1, Math.min(4 * entriesToAsk, about / perEntry));
        }
        return piece;
    }

    private void read(List<?> entry) {
        String entryId = new String((byte[]) entry.get(0), ISO_8859_1);
        if (Long.parseLong(entryId.substring(0, entryId.indexOf('-'))) < oldest) {
            ended = true;
            return;
        }
        byte[] ids = (byte[]) ((List<?>) entry.get(1)).get(1);
        int count = ids.length / ShortId.LENGTH;
        // the entry that the page before ended in may have been purged since
        for (int seen = entryId.equals(skipIn) ? skip : 0; seen < count; seen++) {
            piece.add(ShortId.read(ids, (count - 1 - seen) * ShortId.LENGTH));
            tokens.add("i" + entryId + "." + (seen + 1));
        }
        from = ascii("(" + entryId);
    }

    @Override
    public String tokenAfter(JobId id) {
        return tokens.get(piece.indexOf(id));
    }

    @Override
    public Optional<String> token() {
        return ended || tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.get(tokens.size() - 1));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
