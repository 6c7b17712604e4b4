package nightshift.redis.check;

import static nightshift.redis.check.AuditCalls.bytes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.ShortId;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/**
 * Walks all keys, and hands each to what checks it. {@code SCAN} and its like answer everything that is there from the start of a walk to its
 * end, and some of it twice, which does no harm.
 */
final class KeyWalk {

    private static final int PIECE = 500;

    /** Sorted sets of ids, by the prefixes of their keys. */
    private static final Set<String> SETS_OF_IDS =
            Set.of("due", "leases", "expiry", "ended", "state", "turns", "turn", "failed");

    private final AuditCalls calls;
    private final String prefix;
    private final JobCheck jobs;
    private final FailureCheck failures;
    private final SettingsCheck settings;
    private final Duration lease;
    private final byte[] rules;
    private final List<byte[]> toVerify = new ArrayList<>();

    KeyWalk(
            AuditCalls calls,
            Keys keys,
            JobCheck jobs,
            FailureCheck failures,
            SettingsCheck settings,
            Duration lease,
            byte[] rules) {
        this.calls = calls;
        this.prefix = keys.prefix();
        this.jobs = jobs;
        this.failures = failures;
        this.settings = settings;
        this.lease = lease;
        this.rules = rules;
    }

    /**
     * @param all        whether to hand on all keys, or only those of jobs
     * @param afterPiece is called after each piece
     */
    void walk(boolean all, Runnable afterPiece) throws InterruptedException {
        ScanParams which =
                new ScanParams().match(prefix + (all ? "*" : "job:*")).count(PIECE);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<String> piece = calls.read(j -> j.scan(from, which));
            for (String key : piece.getResult()) {
                look(key.substring(prefix.length()));
            }
            afterPiece.run();
            cursor = piece.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        verifyNow();
    }

    private void look(String key) throws InterruptedException {
        int colon = key.indexOf(':');
        String kind = colon < 0 ? key : key.substring(0, colon);
        String rest = key.substring(colon + 1);
        if (kind.equals("job")) {
            jobs.look(rest);
            return;
        }
        if (SETS_OF_IDS.contains(kind)) {
            trim(key);
        }
        switch (kind) {
            case "ready", "turns", "turn", "unique", "tokens", "pulse", "schedule" -> verify(kind, rest);
            case "bulk" -> {
                if (rest.length() == ShortId.LENGTH) { // others list the bulk jobs of a kind
                    verify(kind, rest);
                }
            }
            case "lines" -> verifyFields("line", key, rest + ":");
            case "aside" -> lookAtAside(key, rest);
            case "schedules", "schedule-names" -> verifyMembers("schedule", key, "");
            case "breakers" -> verifyFields("breaker", key, "");
            case "limits", "retention" -> verifyFields(kind, key, "");
            case "queue-settings" -> settings.check();
            case "failed" -> failures.saw(rest.substring(rest.indexOf(':') + 1));
            case "failure" -> failures.saw(rest);
            case "failures" -> membersOf(key).forEach(failures::saw);
            case "failed-in" -> failures.checkHour(rest);
            default -> {}
        }
    }

    private void lookAtAside(String key, String rest) throws InterruptedException {
        if (rest.indexOf(':') < 0) {
            verifyMembers("aside", key, rest + ":");
        } else {
            trim(key);
            verify("aside", rest);
        }
    }

    private void verify(String kind, String name) throws InterruptedException {
        toVerify.add(bytes(kind));
        toVerify.add(bytes(name));
        if (toVerify.size() >= PIECE) {
            verifyNow();
        }
    }

    private void verifyNow() throws InterruptedException {
        if (!toVerify.isEmpty()) {
            calls.run(
                    LuaScript.VERIFY,
                    Stream.concat(Stream.of(rules), toVerify.stream()).toList());
            toVerify.clear();
        }
    }

    private void verifyMembers(String kind, String set, String before) throws InterruptedException {
        for (String member : membersOf(set)) {
            verify(kind, before + member);
        }
    }

    private void verifyFields(String kind, String hash, String before) throws InterruptedException {
        for (String field : pieces(cursor -> j -> {
            var piece = j.hscan(prefix + hash, cursor, new ScanParams().count(PIECE));
            return new ScanResult<>(
                    piece.getCursor(),
                    piece.getResult().stream().map(entry -> entry.getKey()).toList());
        })) {
            verify(kind, before + field);
        }
    }

    private List<String> membersOf(String set) throws InterruptedException {
        return pieces(cursor -> j -> {
            ScanResult<Tuple> piece = j.zscan(prefix + set, cursor, new ScanParams().count(PIECE));
            return new ScanResult<>(
                    piece.getCursor(),
                    piece.getResult().stream().map(Tuple::getElement).toList());
        });
    }

    private List<String> pieces(Function<String, Function<UnifiedJedis, ScanResult<String>>> scan)
            throws InterruptedException {
        List<String> all = new ArrayList<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> piece = calls.read(scan.apply(cursor));
            all.addAll(piece.getResult());
            cursor = piece.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return all;
    }

    /** Removes members of a sorted set of ids that do not belong there. */
    private void trim(String set) throws InterruptedException {
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<Tuple> piece = calls.read(j -> j.zscan(prefix + set, from, new ScanParams().count(PIECE)));
            List<Tuple> members = piece.getResult();
            for (int at = 0; at < members.size(); at += PIECE) {
                List<byte[]> args = new ArrayList<>(List.of(bytes(lease.toMillis()), bytes(set)));
                members.subList(at, Math.min(members.size(), at + PIECE))
                        .forEach(member -> args.add(bytes(member.getElement())));
                calls.run(LuaScript.TRIM, args);
            }
            cursor = piece.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }
}
