package nightshift.redis.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nightshift.redis.check.AuditCalls.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import nightshift.failure.Causes;
import nightshift.job.FailureCause;
import nightshift.job.Job;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.CauseText;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Recounts failure groups, and finds causes again that were lost. Whether jobs are in the right group is checked before: with each job, and
 * with each member of a group.
 */
final class FailureCheck {

    private static final int PIECE = 500;

    private final AuditCalls calls;
    private final Keys keys;
    private final TreeSet<String> groups = new TreeSet<>();

    FailureCheck(AuditCalls calls, Keys keys) {
        this.calls = calls;
        this.keys = keys;
    }

    /** There is something of this group. */
    void saw(String group) {
        groups.add(group);
    }

    /** Checks the failures that are counted for an hour: one that is no number would make scripts fail that add to it. */
    void checkHour(String hour) throws InterruptedException {
        List<String> doubts = new ArrayList<>(List.of(hour, ""));
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<Map.Entry<String, String>> piece =
                    calls.read(j -> j.hscan(keys.prefix() + "failed-in:" + hour, from, new ScanParams().count(PIECE)));
            piece.getResult().stream()
                    .filter(count -> !count.getValue().matches("\\d+"))
                    .forEach(count -> doubts.addAll(List.of(hour, count.getKey())));
            cursor = piece.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        for (int from = 0; from < doubts.size(); from += PIECE) {
            run("hours", doubts.subList(from, Math.min(doubts.size(), from + PIECE)));
        }
    }

    /** Recounts all groups, after all jobs and members were looked at. */
    void finish() throws InterruptedException {
        List<String> all = List.copyOf(groups);
        for (int from = 0; from < all.size(); ) {
            List<?> answer = run("compare", all.subList(from, Math.min(all.size(), from + PIECE)));
            from += ((Long) answer.get(0)).intValue();
            for (int i = 1; i < answer.size(); i += 2) {
                restore(text(answer.get(i)), text(answer.get(i + 1)));
            }
        }
        run("totals", List.of());
    }

    /** The cause of a group is that of the latest failure of its members. */
    private void restore(String group, String member) throws InterruptedException {
        byte[] record = calls.read(j -> j.get(keys.job(member)));
        if (record == null) {
            return; // the next check takes another one
        }
        Job job = new JobRecord(ShortId.read(member.getBytes(ISO_8859_1), 0), record).job();
        Optional<FailureCause> cause = job.failure()
                .map(failure -> Causes.of(job.task(), failure, job.options().destination()))
                .filter(found -> found.fingerprint().hex().equals(group));
        List<String> args = new ArrayList<>(List.of(group, job.task().value()));
        args.addAll(cause.map(CauseText::words).orElse(List.of("", "", "", "", "")));
        run("restore", args);
    }

    private List<?> run(String step, List<String> args) throws InterruptedException {
        return (List<?>) calls.run(
                        LuaScript.GROUPS,
                        Stream.concat(Stream.of(step), args.stream())
                                .map(AuditCalls::bytes)
                                .toList())
                .get(0);
    }
}
