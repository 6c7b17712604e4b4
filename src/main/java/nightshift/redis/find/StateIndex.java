package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;

/**
 * The index of states: for each queue, and for each state that few jobs are in or that jobs leave soon, the ids in
 * their order. The scripts keep it together with the counts, so that a difference between the two shows that a server
 * of a version without the index has been at work; {@link #repair()} fixes that.
 */
public final class StateIndex {

    /** The states that {@code lib.lua} indexes. */
    static final Set<JobState> STATES =
            Set.of(JobState.SCHEDULED, JobState.RETRYING, JobState.DEAD, JobState.CANCELLED, JobState.EXPIRED);

    private static final int PLACES_OF_CALL = 100;
    private static final int IDS_OF_CALL = 1_000;
    private static final int STEP = 500;
    private static final int PASSES = 3;

    private final Connection redis;
    private final Keys keys;

    public StateIndex(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * Ids, newest first.
     *
     * @param ids  short ids
     * @param ends whether no older ones follow
     */
    record Piece(NavigableSet<String> ids, boolean ends) {}

    /** A queue and a state as the index names them. */
    static String place(JobState state, String queue) {
        return state.code() + ":" + queue;
    }

    /** Where in the index jobs of these states are, by the counts. */
    static List<String> places(Set<JobState> states, Map<String, String> counts) {
        List<String> places = new ArrayList<>();
        counts.forEach((field, jobs) -> {
            JobState state = JobState.ofCode(field.charAt(field.length() - 1));
            String queue = field.substring(0, field.length() - 2);
            if (states.contains(state) && STATES.contains(state) && !queue.equals("*") && !jobs.equals("0")) {
                places.add(place(state, queue));
            }
        });
        return places;
    }

    /** Whether the index has as many jobs in all these places as there are. */
    public boolean isComplete(List<String> places) {
        for (int from = 0; from < places.size(); from += PLACES_OF_CALL) {
            if ((Long) newest(slice(places, from), 0, "").get(0) == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The newest ids in these places that are older than one.
     *
     * @param before short id, or empty
     * @param about  how many; there can be fewer although more follow
     */
    Piece before(List<String> places, String before, int about) {
        TreeSet<String> ids = new TreeSet<>(Comparator.reverseOrder());
        String downTo = "";
        for (int from = 0; from < places.size(); from += PLACES_OF_CALL) {
            List<String> slice = slice(places, from);
            List<?> answer = newest(slice, Math.max(1, Math.min(about, IDS_OF_CALL / slice.size())), before);
            String sure = text(answer.get(1));
            downTo = sure.compareTo(downTo) > 0 ? sure : downTo;
            answer.subList(2, answer.size()).forEach(id -> ids.add(text(id)));
        }
        return downTo.isEmpty() ? new Piece(ids, true) : new Piece(ids.headSet(downTo, true), false);
    }

    private List<?> newest(List<String> places, int most, String before) {
        List<byte[]> args = new ArrayList<>();
        args.add(ascii(Integer.toString(most)));
        args.add(ascii(before));
        places.forEach(place -> args.add(ascii(place)));
        return (List<?>) redis.run(LuaScript.NEWEST, args);
    }

    private static List<String> slice(List<String> places, int from) {
        return places.subList(from, Math.min(places.size(), from + PLACES_OF_CALL));
    }

    /** Makes the index complete if it is not, in steps of {@value #STEP} jobs. */
    public void repair() {
        for (int pass = 0; pass < PASSES; pass++) {
            Map<String, String> counts = redis.call("index", j -> j.hgetAll(keys.counts()));
            // with those that no longer have a job, in case the index does
            counts.replaceAll((field, jobs) -> "any");
            List<String> places = places(STATES, counts);
            if (isComplete(places)) {
                return;
            }
            walk("due");
            for (JobState state : List.of(JobState.DEAD, JobState.CANCELLED, JobState.EXPIRED)) {
                walk("ended:" + state.code());
            }
            places.forEach(place -> walk("state:" + place));
        }
    }

    private void walk(String source) {
        long skip = 0;
        long looked;
        do {
            List<?> answer = (List<?>) redis.run(
                    LuaScript.REINDEX,
                    List.of(ascii(source), ascii(Long.toString(skip)), ascii(Integer.toString(STEP))));
            looked = (Long) answer.get(0);
            skip += looked - (Long) answer.get(1);
        } while (looked == STEP);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
