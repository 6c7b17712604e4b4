package nightshift.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.job.Due;
import nightshift.job.Invariant;
import nightshift.store.Integrity.Pass;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is killed in the middle of a self-audit leaves nothing half done, and another one continues. */
@Tag("slow")
class KilledAuditTest {

    private static final int JOBS = 3_000;

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    /** Audits in a JVM of its own, slowly. */
    public static void main(String[] args) throws InterruptedException {
        RedisConfig config = new RedisConfig(URI.create(args[0]), args[1], 0);
        try (RedisStore store = RedisStore.connect(config, Thread::new, new StoreListener() {})) {
            store.integrity().check("killed01", 0.05, LEASE);
        }
    }

    @Test
    void anotherServerRepairsTheRest() throws IOException, InterruptedException {
        Population all = new Population(store);
        store.submit(JOBS, TestStore.aJob("many", 5, new Due.After(Duration.ofHours(1))));
        store.client.del(store.keys.due());
        store.client.hincrBy(store.keys.counts(), "many:S", 10);
        store.client.del(store.keys.failed('F', all.group()));
        store.client.hdel(store.keys.columns('q'), all.segment().getBytes(US_ASCII));
        String namespace = store.keys.prefix().substring(1, store.keys.prefix().length() - 2);
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledAuditTest.class.getName(),
                        REDIS.url().toString(),
                        namespace)
                .inheritIO()
                .start();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> store.client.zcard(store.keys.due()) > 0);

        process.destroyForcibly().waitFor();

        assertThat(store.client.zcard(store.keys.due())).isLessThan(JOBS);
        assertThat(store.client.exists(store.keys.integrity())).isTrue();
        Pass pass = await().atMost(Duration.ofMinutes(1))
                .until(this::check, Optional::isPresent)
                .orElseThrow();
        assertThat(pass.found()).isEqualTo(pass.repaired()).isPositive();
        assertThat(check().orElseThrow().findings()).isEqualTo(Map.of());
        assertThat(pass.findings()).containsKeys(Invariant.DUE, Invariant.COUNTS, Invariant.SEARCH);
        Bookkeeping.check(store);
        new SearchBookkeeping(store).check();
        all.runToTheEnd(Set.of());
    }

    private Optional<Pass> check() throws InterruptedException {
        return store.ports.integrity().check(WORKER, 1, LEASE);
    }
}
