package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.store.FailureHours.Failing;
import nightshift.store.FailureHours.InTime;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailureHoursTest {

    private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");
    private static final String OLD = "00000000000000aa";
    private static final String NEW = "00000000000000bb";
    private static final String RARE = "00000000000000cc";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void failuresOfAllHoursThatAreTouchedAreAddedUp() {
        group(OLD, TEN.minus(Duration.ofDays(1)));
        group(NEW, TEN.plusSeconds(1800));
        group(RARE, TEN.plusSeconds(7200));
        failed(TEN.minusSeconds(1), OLD, 1_000);
        failed(TEN, OLD, 5);
        failed(TEN, NEW, 7);
        failed(TEN.plusSeconds(3600), OLD, 10);
        failed(TEN.plusSeconds(7200), RARE, 100);

        InTime found = store.ports.failureHours().failing(TEN.plusSeconds(1800), TEN.plusSeconds(7200), 10);

        assertThat(shown(found.busiest())).containsExactly(Map.entry(OLD, 15L), Map.entry(NEW, 7L));
        assertThat(shown(found.begun())).containsExactly(Map.entry(NEW, 7L));
        assertThat(found.groups()).isEqualTo(2);
        assertThat(found.begins()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstAreRead() {
        group(OLD, TEN);
        group(NEW, TEN.plusSeconds(1));
        group(RARE, TEN.plusSeconds(2));
        failed(TEN, OLD, 1);
        failed(TEN, NEW, 3);
        failed(TEN, RARE, 2);

        InTime found = store.ports.failureHours().failing(TEN, TEN.plusSeconds(2), 1);

        assertThat(shown(found.busiest())).containsExactly(Map.entry(NEW, 3L));
        assertThat(shown(found.begun())).containsExactly(Map.entry(NEW, 3L));
        assertThat(found.groups()).isEqualTo(3);
        assertThat(found.begins()).as("before the end").isEqualTo(2);
    }

    @Test
    void aGroupThatIsGoneIsLeftOut() {
        failed(TEN, OLD, 3);

        assertThat(store.ports.failureHours().failing(TEN, TEN.plusSeconds(60), 10))
                .isEqualTo(new InTime(List.of(), List.of(), 0, 0));
    }

    private void group(String group, Instant began) {
        String ms = Long.toString(began.toEpochMilli());
        store.client.hset(
                store.keys.failure(group),
                Map.of("task", "demo.fail", "type", "x", "message", "m", "frame", "", "first", ms, "latest", ms));
        store.client.zadd(store.keys.failures(), began.toEpochMilli(), group);
    }

    private void failed(Instant at, String group, long times) {
        store.client.hincrBy(store.keys.failedIn(at.toEpochMilli() / 3_600_000), group, times);
    }

    private static List<Map.Entry<String, Long>> shown(List<Failing> failing) {
        return failing.stream()
                .map(each -> Map.entry(each.group().cause().fingerprint().hex(), each.failures()))
                .toList();
    }
}
