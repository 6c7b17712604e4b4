package nightshift.redis.check;

import static nightshift.redis.check.AuditCalls.bytes;
import static nightshift.redis.check.AuditCalls.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.recount.JobCounts;
import nightshift.redis.link.LuaScript;

/**
 * Recounts the numbers of jobs by queue and state while jobs change. What is found is by how much a count is wrong. That stays the same
 * however the count changes meanwhile, so it is the difference that is taken off.
 *
 * <p>The states with a sorted set for each queue are compared with the sizes of these, in one step. So are
 * running jobs with their leases.
 * {@link JobCounts} knows the jobs that have succeeded, and all jobs of a queue together. What is left are the ready ones.
 */
final class Recount {

    private static final String STATES_WITH_SET = "STFCE";
    /** More running jobs than this are not recounted: that would hold up Redis for some ms. */
    static final int RUNNING_MOST = 2_000;

    private static final int QUEUES_OF_CALL = 50;
    private static final int CATCH_UPS = 500;

    private final AuditCalls calls;
    private final JobCounts counts;
    /** By how much the counts of running jobs were wrong at the beginning; queues that could not be recounted are left out. */
    private final Map<String, Long> runningBefore = new HashMap<>();
    /** By how much counts are wrong, by their field. */
    private final Map<String, Long> excess = new HashMap<>();

    Recount(AuditCalls calls, JobCounts counts) {
        this.calls = calls;
        this.counts = counts;
    }

    /**
     * Notes the counts at some moments, before jobs are looked at.
     *
     * @param known queues, besides those that have counts
     */
    void begin(Set<String> known) throws InterruptedException {
        calls.run(LuaScript.RECOUNT, List.of(bytes("begin")));
        for (int n = 0; n < JobCounts.MOMENTS; n++) {
            calls.drain();
            List<?> answer = read();
            Map<String, Long> counted = new HashMap<>();
            for (int i = 1; i < answer.size(); i += 2) {
                counted.put(text(answer.get(i)), Long.parseLong(text(answer.get(i + 1))));
            }
            counts.moment(calls.time(), counted);
        }
        List<String> queues = Stream.concat(known.stream(), counts.queues().stream())
                .distinct()
                .toList();
        for (int from = 0; from < queues.size(); from += QUEUES_OF_CALL) {
            runningBefore.putAll(compareRunning(part(queues, from)));
        }
    }

    private static List<String> part(List<String> queues, int from) {
        return queues.subList(from, Math.min(queues.size(), from + QUEUES_OF_CALL));
    }

    /** Reads the counts, and notes which jobs were removed since the last call. */
    private List<?> read() throws InterruptedException {
        List<?> answer =
                (List<?>) calls.run(LuaScript.RECOUNT, List.of(bytes("read"))).get(0);
        ((List<?>) answer.get(0)).forEach(removed -> counts.removed(text(removed)));
        return answer;
    }

    /**
     * Puts counts right, after all jobs were looked at.
     *
     * @param jobs      looks at jobs that came meanwhile
     * @param lastEntry the newest entry of the index whose jobs were looked at
     */
    void finish(JobCheck jobs, String lastEntry) throws InterruptedException {
        if (!calls.drain()) {
            return; // jobs are removed faster than it learns which ones
        }
        List<String> queues = counts.queues().stream().sorted().toList();
        for (int from = 0; from < queues.size(); from += QUEUES_OF_CALL) {
            List<String> some = part(queues, from);
            compareSets(some);
            Map<String, Long> running = compareRunning(some);
            running.forEach((queue, wrongBy) -> note(queue, 'X', wrongBy));
            Optional<List<Long>> blocked = compareBlocked(jobs, lastEntry, some);
            for (int n = 0; n < some.size(); n++) {
                int at = n;
                compareRest(some.get(n), running, blocked.map(numbers -> numbers.get(at)));
            }
        }
        correct(queues);
    }

    private void compareSets(List<String> queues) throws InterruptedException {
        List<?> numbers =
                (List<?>) calls.run(LuaScript.RECOUNT, args("sets", queues)).get(0);
        for (int n = 0; n < numbers.size(); n++) {
            String queue = queues.get(n / STATES_WITH_SET.length());
            note(queue, STATES_WITH_SET.charAt(n % STATES_WITH_SET.length()), (Long) numbers.get(n));
        }
    }

    /** By how much the counts of running jobs are wrong; empty if there are too many of them. */
    private Map<String, Long> compareRunning(List<String> queues) throws InterruptedException {
        List<String> args = new ArrayList<>(List.of(Integer.toString(RUNNING_MOST)));
        args.addAll(queues);
        List<?> numbers =
                (List<?>) calls.run(LuaScript.RECOUNT, args("running", args)).get(0);
        Map<String, Long> wrongBy = new HashMap<>();
        for (int n = 0; n < numbers.size() && numbers.get(n) instanceof Long number; n++) {
            wrongBy.put(queues.get(n), number);
        }
        return wrongBy;
    }

    private void note(String queue, char state, long wrongBy) {
        if (wrongBy != 0) {
            excess.put(queue + ":" + state, wrongBy);
        }
    }

    /** By how much the counts of blocked jobs are wrong, for each queue; empty if jobs come too fast to say. */
    private Optional<List<Long>> compareBlocked(JobCheck jobs, String lastEntry, List<String> queues)
            throws InterruptedException {
        if (counts.blocked().isEmpty() && queues.stream().allMatch(queue -> counts.counted(queue, 'B') == 0)) {
            return Optional.of(queues.stream().map(queue -> 0L).toList());
        }
        String entry = lastEntry;
        for (int tries = 0; tries < CATCH_UPS && counts.blocked().size() <= JobCounts.BLOCKED_MOST; tries++) {
            List<byte[]> args = new ArrayList<>(List.of(bytes("blocked"), bytes(entry), bytes(queues.size())));
            queues.forEach(queue -> args.add(bytes(queue)));
            counts.blocked().forEach(id -> args.add(bytes(id)));
            List<?> answer = (List<?>) calls.run(LuaScript.RECOUNT, args).get(0);
            if (answer.get(0) instanceof Long) {
                return Optional.of(answer.stream().map(number -> (Long) number).toList());
            }
            List<?> piece = calls.run(LuaScript.ENTRIES, List.of(bytes(entry), bytes(JobCounts.BLOCKED_MOST)));
            entry = text(piece.get(0)).isEmpty() ? entry : text(piece.get(0));
            for (Object ids : piece.subList(1, piece.size())) {
                jobs.inspect(List.of(text(ids).split("(?<=\\G.{22})")), false);
            }
        }
        return Optional.empty();
    }

    /**
     * Ready jobs are what is left. If the count of running jobs was put right meanwhile, the difference of all states is not what it was at
     * the moment of the counts, and the next check finds it.
     */
    private void compareRest(String queue, Map<String, Long> running, Optional<Long> blocked) {
        Optional<Long> succeeded = counts.excessOfSucceeded(queue);
        succeeded.ifPresent(wrongBy -> note(queue, 'D', wrongBy));
        blocked.ifPresent(wrongBy -> note(queue, 'B', wrongBy));
        Optional<Long> all = counts.excess(queue);
        boolean runningIsKnown =
                running.containsKey(queue) && running.get(queue).equals(runningBefore.getOrDefault(queue, 0L));
        if (runningIsKnown && succeeded.isPresent() && blocked.isPresent() && all.isPresent()) {
            long others = 0;
            for (char state : JobCounts.STATES.toCharArray()) {
                others += excess.getOrDefault(queue + ":" + state, 0L);
            }
            note(queue, 'R', all.get() - others);
        }
    }

    private void correct(List<String> queues) throws InterruptedException {
        for (char state : JobCounts.STATES.toCharArray()) {
            long total = counts.counted("*", state);
            for (String queue : queues) {
                total -= counts.counted(queue, state) - excess.getOrDefault(queue + ":" + state, 0L);
            }
            note("*", state, total);
        }
        List<String> corrections = excess.entrySet().stream()
                .flatMap(count -> Stream.of(count.getKey(), Long.toString(-count.getValue())))
                .toList();
        for (int from = 0; from < corrections.size(); from += 500) {
            List<String> some = corrections.subList(from, Math.min(corrections.size(), from + 500));
            calls.run(LuaScript.RECOUNT, args("correct", some));
        }
    }

    private static List<byte[]> args(String step, List<String> rest) {
        return Stream.concat(Stream.of(step), rest.stream())
                .map(AuditCalls::bytes)
                .toList();
    }
}
