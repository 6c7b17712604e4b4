package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.Invariant;
import nightshift.job.JobState;
import nightshift.store.Integrity.Pass;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.CommandArguments;

/** One self-audit finds and repairs whatever somebody breaks by hand, and all jobs then run to their end. */
class CorruptionTest {

    private static final String UNKNOWN = "0".repeat(22);

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    /**
     * Something broken by commands as one would type them into {@code redis-cli}. A key begins with {@code :}. A word such as
     * {@code <plain:READY>} stands for the id of a job by its queue and state.
     */
    private record Corruption(Invariant kind, String... commands) {}

    static Stream<Arguments> corruptions() {
        return Stream.of(
                        new Corruption(Invariant.READY, "DEL :ready:plain:5"),
                        new Corruption(Invariant.READY, "LREM :ready:plain:1 0 <plain:READY:1>"),
                        new Corruption(Invariant.READY, "ZREM :aside:key:k@keyed <keyed:READY>"),
                        new Corruption(Invariant.READY, "DEL :turns:fair :lines:fair", "DEL :turn:fair:a :turn:fair:b"),
                        new Corruption(
                                Invariant.READY,
                                "ZADD :aside:key:k@keyed 1 <keyed:READY>",
                                "ZADD :turns:keyed 1 <keyed:READY>"),
                        new Corruption(Invariant.ASIDE, "DEL :aside:task"),
                        new Corruption(Invariant.ASIDE, "ZADD :aside:task:none@work 1 <work:RUNNING>"),
                        new Corruption(Invariant.ASIDE, "ZADD :aside:host 5 nowhere@plain"),
                        new Corruption(Invariant.TURNS, "ZREM :turns:fair ~a"),
                        new Corruption(Invariant.TURNS, "HSET :lines:fair b garbage"),
                        new Corruption(Invariant.TURNS, "ZADD :turns:fair 1 <plain:READY>"),
                        new Corruption(Invariant.ACTIVE, "DEL :active"),
                        new Corruption(Invariant.DUE, "DEL :due"),
                        new Corruption(Invariant.DUE, "ZADD :due 99999999999999 <plain:SCHEDULED>"),
                        new Corruption(Invariant.DUE, "ZADD :due 1 <work:SUCCEEDED>"),
                        new Corruption(Invariant.LEASES, "DEL :leases"),
                        new Corruption(Invariant.LEASES, "ZADD :leases 99999999999999 <work:RUNNING>"),
                        new Corruption(Invariant.LEASES, "ZADD :leases 1 " + UNKNOWN),
                        new Corruption(Invariant.LEASES, "SET :pulse garbage"),
                        new Corruption(Invariant.EXPIRY, "DEL :expiry"),
                        new Corruption(Invariant.EXPIRY, "ZADD :expiry 1 <plain:READY>"),
                        new Corruption(Invariant.ENDED, "DEL :ended:F :ended:C"),
                        new Corruption(Invariant.ENDED, "ZADD :ended:E 1 <plain:READY>"),
                        new Corruption(Invariant.STATE, "DEL :state:F:work"),
                        new Corruption(Invariant.STATE, "ZADD :state:S:plain 0 <work:SUCCEEDED>"),
                        new Corruption(Invariant.INDEX, "DEL :index"),
                        new Corruption(Invariant.COUNTS, "DEL :counts"),
                        new Corruption(Invariant.COUNTS, "HSET :counts plain:R 1000"),
                        new Corruption(Invariant.COUNTS, "HINCRBY :counts work:D -1"),
                        new Corruption(Invariant.COUNTS, "HINCRBY :counts *:F 7"),
                        new Corruption(Invariant.COUNTS, "HSET :counts plain:S many", "HSET :counts garbage 1"),
                        new Corruption(Invariant.COUNTS, "HINCRBY :counts unique:B 2", "HINCRBY :counts plain:S 3"),
                        new Corruption(Invariant.COUNTS, "HSET :counts nowhere:R 4"),
                        new Corruption(Invariant.QUEUES, "DEL :queues"),
                        new Corruption(Invariant.UNIQUE, "SET ':unique:order 42' " + UNKNOWN),
                        new Corruption(Invariant.UNIQUE, "DEL ':unique:order 42'"),
                        new Corruption(Invariant.UNIQUE, "SET ':unique:order 42' <unique:RUNNING>"),
                        new Corruption(Invariant.UNIQUE, "SET ':unique:another' <plain:READY>"),
                        new Corruption(Invariant.RUNNING, "HSET :running:keyed k 9"),
                        new Corruption(Invariant.COUNTS, "HSET :counts work:X 77"),
                        new Corruption(Invariant.TOKENS, "SET :tokens:rated 99999999999999999"),
                        new Corruption(Invariant.TOKENS, "SET :tokens:rated garbage"),
                        new Corruption(Invariant.TOKENS, "SET :tokens:unlimited 99999999999999999"),
                        new Corruption(
                                Invariant.TOKENS,
                                "HSET :destination-limits up.example.com '- 10000 10 100 1000'",
                                "SET :tokens:up.example.com@ 99999999999999999 PX 3600000"),
                        new Corruption(
                                Invariant.TOKENS,
                                "HSET :breakers up.example.com 'c 9999999999999 0 - 10000 - 1 1 f -'",
                                "SET :tokens:up.example.com@-recovery 99999999999999999 PX 3600000"),
                        new Corruption(Invariant.SCHEDULES, "ZREM :schedules nightly"),
                        new Corruption(Invariant.SCHEDULES, "ZADD :schedules inf nightly"),
                        new Corruption(Invariant.SCHEDULES, "ZADD :schedules 1 paused"),
                        new Corruption(Invariant.SCHEDULES, "DEL :schedule-names"),
                        new Corruption(Invariant.SCHEDULES, "ZADD :schedule-names 0 ghost", "ZADD :schedules 1 ghost"),
                        new Corruption(Invariant.SCHEDULES, "ZADD :schedule-names 0 ghost"),
                        new Corruption(Invariant.SCHEDULES, "ZADD :schedules 1 ghost"),
                        new Corruption(Invariant.BULK, "DEL :bulk:I"),
                        new Corruption(Invariant.BULK, "HSET :bulk:" + UNKNOWN + " kind I"),
                        new Corruption(Invariant.LIMITS, "DEL :limits"),
                        new Corruption(Invariant.LIMITS, "DEL :retention"),
                        new Corruption(Invariant.LIMITS, "HSET :retention plain '60000 - - - - - - -'"),
                        new Corruption(Invariant.LIMITS, "HSET :limits plain '0 0 - - - - - 0'"),
                        new Corruption(Invariant.BREAKERS, "HSET :breakers other.example.com garbage"),
                        new Corruption(
                                Invariant.BREAKERS,
                                "HSET :breakers down.example.com 'h - 1 " + UNKNOWN + " - - 1 1 f -'"),
                        new Corruption(Invariant.FAILURES, "DEL :failed:F:<group>"),
                        new Corruption(Invariant.FAILURES, "DEL :failed:T:<group>", "DEL :failed:F:<group>"),
                        new Corruption(Invariant.FAILURES, "ZREM :failed:F:<group> <work:DEAD>"),
                        new Corruption(Invariant.FAILURES, "ZADD :failed:F:<group> 0 <work:SUCCEEDED>"),
                        new Corruption(Invariant.FAILURES, "ZADD :failed:T:<group> 0 <work:DEAD>"),
                        new Corruption(Invariant.FAILURES, "ZADD :failed:T:<group> 0 " + UNKNOWN),
                        new Corruption(Invariant.FAILURES, "ZADD :failed:F:0123456789abcdef 0 <work:DEAD>"),
                        new Corruption(Invariant.FAILURES, "HSET :failure:<group> 'q work' 77"),
                        new Corruption(Invariant.FAILURES, "HSET :failure:<group> 'q work' many"),
                        new Corruption(
                                Invariant.FAILURES,
                                "HDEL :failure:<group> 'q work'",
                                "HSET :failure:<group> 'q nowhere' 3"),
                        new Corruption(Invariant.FAILURES, "DEL :failure:<group>"),
                        new Corruption(Invariant.FAILURES, "DEL :failure:<group>", "DEL :failures"),
                        new Corruption(Invariant.FAILURES, "HDEL :failure:<group> message host"),
                        new Corruption(Invariant.FAILURES, "HSET :failure:<group> first x latest y failures z muted w"),
                        new Corruption(Invariant.FAILURES, "HSET :failure:<group> failures 1"),
                        new Corruption(Invariant.FAILURES, "ZADD :failures 1 <group>"),
                        new Corruption(Invariant.FAILURES, "ZADD :failures 5 fedcba9876543210"),
                        new Corruption(Invariant.FAILURES, "HSET :failure:fedcba9876543210 task none"),
                        new Corruption(Invariant.FAILURES, "HINCRBY :failure-totals F 3"),
                        new Corruption(Invariant.FAILURES, "HSET :failure-totals T many"),
                        new Corruption(Invariant.FAILURES, "HSET :failed-in:500000 <group> 7"),
                        new Corruption(
                                Invariant.FAILURES,
                                "HSET :failed-in:500000 <group> many",
                                "EXPIRE :failed-in:500000 3600"),
                        new Corruption(Invariant.SEARCH, "HSET :segments <segment> garbage"),
                        new Corruption(Invariant.SEARCH, "HSET :segments 5-5 '0-0 5-5 5-6 2 0 0000000 zzzzzzz bpqtx'"),
                        new Corruption(Invariant.SEARCH, "HDEL :segments <segment>"),
                        new Corruption(Invariant.SEARCH, "DEL :columns:p"),
                        new Corruption(Invariant.SEARCH, "HDEL :columns:b <segment>"),
                        new Corruption(Invariant.SEARCH, "HDEL :columns:t <segment>"),
                        new Corruption(Invariant.SEARCH, "HSET :columns:q <segment> garbage"),
                        new Corruption(Invariant.SEARCH, "HSET :columns:g 5-5 garbage"),
                        new Corruption(Invariant.SEARCH, "RPUSH :changed garbage", "RPUSH :changed ''"),
                        new Corruption(Invariant.SEARCH, "PERSIST :indexer"))
                .map(corruption -> Arguments.of(corruption.kind(), Arrays.asList(corruption.commands())));
    }

    @ParameterizedTest
    @MethodSource("corruptions")
    void oneCheckRepairs(Invariant kind, List<String> commands) throws InterruptedException {
        Population all = new Population(store);
        commands.forEach(command -> execute(command, all));

        Pass pass = check();

        assertThat(pass.findings().keySet()).contains(kind);
        assertThat(pass.found()).isPositive().isEqualTo(pass.repaired());
        assertThat(check().findings()).isEqualTo(Map.of());
        Bookkeeping.check(store);
        new SearchBookkeeping(store).check();
        all.runToTheEnd(Set.of());
        all.keepIndex();
        assertThat(check().findings()).isEqualTo(Map.of());
        new SearchBookkeeping(store).check();
    }

    @Test
    void aRecordThatCannotBeReadIsSetApartAndKept() throws InterruptedException {
        Population all = new Population(store);
        String id = all.one("plain", JobState.SCHEDULED);
        store.client.set(store.keys.prefix() + "job:" + id, "garbage");

        Pass pass = check();

        assertThat(pass.findings().get(Invariant.RECORD).samples()).containsExactly(id);
        assertThat(store.client.get(store.keys.prefix() + "unreadable:" + id)).isEqualTo("garbage");
        assertThat(check().findings()).isEqualTo(Map.of());
        Bookkeeping.check(store);
        all.runToTheEnd(Set.of(id));
    }

    private Pass check() throws InterruptedException {
        return store.ports.integrity().check(WORKER, 1, LEASE).orElseThrow();
    }

    private void execute(String command, Population all) {
        List<String> words = new ArrayList<>();
        for (String word : command.split(" (?=(?:[^']*'[^']*')*[^']*$)")) {
            String text = word.replace("'", "");
            text = text.replace("<group>", all.group()).replace("<segment>", all.segment());
            if (text.startsWith(":")) {
                text = store.keys.prefix() + text.substring(1);
            } else if (text.startsWith("<")) {
                String[] which = text.substring(1, text.length() - 1).split(":");
                text = which.length == 3
                        ? store.client
                                .lrange(store.keys.ready(which[0], Integer.parseInt(which[2])), 0, 0)
                                .get(0)
                        : all.one(which[0], JobState.valueOf(which[1]));
            }
            words.add(text);
        }
        byte[][] args = words.stream().skip(1).map(word -> word.getBytes(UTF_8)).toArray(byte[][]::new);
        CommandArguments arguments = new CommandArguments(() -> words.get(0).getBytes(UTF_8));
        for (byte[] arg : args) {
            arguments.add(arg);
        }
        store.client.executeCommand(arguments);
    }
}
