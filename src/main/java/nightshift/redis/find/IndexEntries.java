package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.search.EntryId;
import nightshift.search.Hits;
import nightshift.search.Places;
import nightshift.task.JobId;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** Reads whole entries of the index of all jobs, and the records of the jobs in them. */
record IndexEntries(Connection redis, Keys keys) {

    private static final int ENTRIES_OF_CALL = 1_000;
    /** As {@code lib.lua} has it: enough for the head of nearly all records. */
    private static final int HEAD_READ = 1_024;

    private static final byte[] NOTHING = {};

    /**
     * An entry.
     *
     * @param id  its id
     * @param ids of its jobs, in 22 characters each
     */
    record Entry(EntryId id, List<byte[]> ids) {

        Places.Entry place() {
            return new Places.Entry(id, ids.size());
        }
    }

    /** The oldest entry, if there is one. */
    Optional<EntryId> oldest() {
        return between("-", "+", 1).stream().map(Entry::id).findFirst();
    }

    /** All entries from one to another. */
    List<Entry> from(EntryId first, EntryId last) {
        return between(first.toString(), last.toString(), Integer.MAX_VALUE);
    }

    /**
     * The first entries after one.
     *
     * @param before the entry that they come before, or {@code +}
     * @param jobs   how many jobs they have at least, if there are that many
     */
    List<Entry> after(EntryId after, String before, int jobs) {
        return between("(" + after, before, jobs);
    }

    private List<Entry> between(String first, String last, int jobs) {
        byte[] index = keys.index().getBytes(UTF_8);
        byte[] end = last.getBytes(ISO_8859_1);
        List<Entry> entries = new ArrayList<>();
        String from = first;
        int found = 0;
        int ask = 4; // entries hold from one id to 500, so how many to ask for is learned on the way
        while (found < jobs) {
            byte[] start = from.getBytes(ISO_8859_1);
            int count = ask;
            List<?> answer = redis.call("index", j -> j.xrange(index, start, end, count));
            for (Object each : answer) {
                Entry entry = entry((List<?>) each);
                if (found < jobs) {
                    entries.add(entry);
                    found += entry.ids().size();
                }
                from = "(" + entry.id();
            }
            if (answer.size() < count) {
                break;
            }
            ask = Math.min(ENTRIES_OF_CALL, 4 * ask);
            if (jobs != Integer.MAX_VALUE) {
                ask = Math.max(1, (int) Math.min(ask, (long) (jobs - found) * entries.size() / Math.max(1, found) + 1));
            }
        }
        return entries;
    }

    private static Entry entry(List<?> entry) {
        EntryId id = EntryId.parse(new String((byte[]) entry.get(0), ISO_8859_1));
        byte[] all = (byte[]) ((List<?>) entry.get(1)).get(1);
        List<byte[]> ids = new ArrayList<>(all.length / ShortId.LENGTH);
        for (int at = 0; at < all.length; at += ShortId.LENGTH) {
            ids.add(Arrays.copyOfRange(all, at, at + ShortId.LENGTH));
        }
        return new Entry(id, ids);
    }

    /** Those of some entries that were not removed. */
    private List<Entry> of(List<EntryId> ids) {
        byte[] index = keys.index().getBytes(UTF_8);
        return redis.call("index", j -> {
            List<Response<List<Object>>> answers = new ArrayList<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                for (EntryId id : ids) {
                    byte[] text = id.toString().getBytes(ISO_8859_1);
                    answers.add(pipeline.xrange(index, text, text));
                }
                pipeline.sync();
            }
            List<Entry> entries = new ArrayList<>();
            for (Response<List<Object>> answer : answers) {
                if (!answer.get().isEmpty()) {
                    entries.add(entry((List<?>) answer.get().get(0)));
                }
            }
            return entries;
        });
    }

    /** The jobs that were hit and are there, each with the hit, in their order. */
    Map<Hits.Hit, JobId> idsOf(List<Hits.Hit> hits) {
        List<EntryId> wanted =
                hits.stream().map(hit -> hit.position().entry()).distinct().toList();
        Map<EntryId, Entry> read = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += ENTRIES_OF_CALL) {
            of(wanted.subList(from, Math.min(wanted.size(), from + ENTRIES_OF_CALL)))
                    .forEach(entry -> read.put(entry.id(), entry));
        }
        Map<Hits.Hit, JobId> ids = new LinkedHashMap<>();
        for (Hits.Hit hit : hits) {
            Entry entry = read.get(hit.position().entry());
            if (entry != null && hit.offset() < entry.ids().size()) {
                ids.put(hit, ShortId.read(entry.ids().get(hit.offset()), 0));
            }
        }
        return ids;
    }

    /** The state codes of these jobs; a space for those that were removed. */
    List<Character> states(List<byte[]> ids) {
        return part(ids, 1, 1).stream()
                .map(code -> code.length == 0 ? ' ' : (char) code[0])
                .toList();
    }

    /** The records of these jobs without all of their args; empty for those that were removed. */
    List<byte[]> heads(List<byte[]> ids) {
        List<byte[]> heads = new ArrayList<>(part(ids, 0, HEAD_READ - 1));
        for (int i = 0; i < heads.size(); i++) {
            byte[] head = heads.get(i);
            if (head.length > 0) {
                int wanted = new JobRecord(ShortId.read(ids.get(i), 0), head).bytesBeforeArgs();
                if (wanted > head.length) {
                    heads.set(i, part(List.of(ids.get(i)), 0, -1).get(0)); // whole, as it may be another one by now
                }
            }
        }
        return heads;
    }

    private List<byte[]> part(List<byte[]> ids, int from, int to) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return redis.call("search", j -> {
            List<Response<byte[]>> answers = new ArrayList<>(ids.size());
            try (AbstractPipeline pipeline = j.pipelined()) {
                for (byte[] id : ids) {
                    answers.add(pipeline.getrange(keys.job(new String(id, ISO_8859_1)), from, to));
                }
                pipeline.sync();
            }
            List<byte[]> parts = new ArrayList<>(ids.size());
            answers.forEach(answer -> parts.add(answer.get() == null ? NOTHING : answer.get()));
            return parts;
        });
    }
}
