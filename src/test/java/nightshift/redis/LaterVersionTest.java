package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import nightshift.job.JobState;
import nightshift.store.Integrity.Pass;
import nightshift.store.Integrity.Stop;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that an upkeep of this version leaves alone because a later version has written a job. */
class LaterVersionTest {

    /** The version of a layout that does not exist yet. */
    private static final String LATER = "3";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @ParameterizedTest
    @CsvSource({
        "plain, READY",
        "plain, SCHEDULED",
        "plain, CANCELLED",
        "work, RUNNING",
        "work, RETRYING",
        "work, SUCCEEDED",
        "work, DEAD",
        "keyed, READY",
        "fair, READY",
        "others, READY",
        "calls, READY",
        "timed, READY",
        "timed, SCHEDULED",
        "timed, EXPIRED",
        "unique, RUNNING",
        "unique, BLOCKED",
        "bulk, READY"
    })
    void theSelfAuditRepairsNothing(String queue, JobState state) throws InterruptedException {
        String id = new Population(store).one(queue, state);
        write(id, record(id).replaceFirst(".", LATER));

        assertNothingChanges();
    }

    @ParameterizedTest
    @CsvSource({"plain, SCHEDULED", "keyed, READY", "work, RUNNING", "work, DEAD"})
    void aLayoutOfAnotherFormIsLeftAloneToo(String queue, JobState state) throws InterruptedException {
        String id = new Population(store).one(queue, state);
        write(id, LATER + "{\"state\":\"" + state + "\"}");

        assertNothingChanges();
        store.ports.upkeep().audit();
        store.ports.upkeep().repairIndex();
        assertThat(record(id)).startsWith(LATER);
    }

    @Test
    void countsOfAnUnknownStateStay() throws InterruptedException {
        new Population(store);
        store.client.hset(store.keys.counts(), "plain:Z", "1");

        assertNothingChanges();
    }

    @Test
    void theStateIndexKeepsJobsThatItCannotRead() {
        Population all = new Population(store);
        String id = all.one("plain", JobState.SCHEDULED);
        write(id, LATER + "{\"state\":\"SCHEDULED\"}");
        String index = store.keys.prefix() + "state:S:plain";
        store.client.zadd(index, 0, "0".repeat(22)); // so that it is not as large as the count

        store.ports.upkeep().repairIndex();

        assertThat(store.client.zscore(index, id)).isNotNull();
        assertThat(store.client.zscore(index, "0".repeat(22))).isNull();
    }

    @Test
    void runningJobsAreNotRecounted() {
        Population all = new Population(store);
        String id = all.one("keyed", JobState.RUNNING);
        write(id, record(id).replaceFirst(".", LATER));
        store.client.hset(store.keys.prefix() + "running:keyed", "k", "9");

        assertThat(store.ports.upkeep().audit()).isEmpty();
        assertThat(store.client.hget(store.keys.prefix() + "running:keyed", "k"))
                .isEqualTo("9");
    }

    private void assertNothingChanges() throws InterruptedException {
        Map<String, String> before = everything();

        Pass pass = store.ports.integrity().check(WORKER, 1, LEASE).orElseThrow();

        assertThat(pass.stopped()).contains(Stop.LATER_VERSION);
        assertThat(pass.ended()).isEmpty();
        assertThat(pass.findings()).isEmpty();
        Map<String, String> after = everything();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after).allSatisfy((key, content) -> assertThat(content).isEqualTo(before.get(key)));
        assertThat(store.ports.integrity().status().last()).isEqualTo(Optional.empty());
    }

    private Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        for (String key : store.allKeys()) {
            if (!key.startsWith("integrity")) {
                all.put(key, content(store.keys.prefix() + key));
            }
        }
        return all;
    }

    private String content(String key) {
        return switch (store.client.type(key)) { // the order in a set or a hash says nothing
            case "set" -> new TreeSet<>(store.client.smembers(key)).toString();
            case "hash" -> new TreeMap<>(store.client.hgetAll(key)).toString();
            default -> Arrays.toString(store.client.dump(key));
        };
    }

    private String record(String id) {
        return store.client.get(store.keys.prefix() + "job:" + id);
    }

    private void write(String id, String record) {
        store.client.set(store.keys.prefix() + "job:" + id, record);
    }
}
