package nightshift.redis;

import static nightshift.redis.TestStore.LEASE;
import static nightshift.redis.TestStore.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import nightshift.store.Integrity;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IntegrityTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private Integrity.Pass check() throws InterruptedException {
        return store.ports.integrity().check(WORKER, 1, LEASE).orElseThrow();
    }

    @Test
    void nothingDiffersWhereNothingIsWrong() throws InterruptedException {
        Population all = new Population(store);

        Integrity.Pass pass = check();

        assertThat(pass.findings()).isEqualTo(Map.of());
        assertThat(pass.jobs())
                .isEqualTo(store.allKeys().stream()
                        .filter(key -> key.startsWith("job:"))
                        .count());
        Bookkeeping.check(store);
        all.runToTheEnd(Set.of());
        assertThat(check().findings()).isEqualTo(Map.of());
    }
}
