package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.NewJob;
import nightshift.redis.record.ShortId;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What earlier versions have set aside, and the way back to them. */
class AsideVersionsTest extends AsideFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    AsideVersionsTest() {
        super(REDIS);
    }

    @Test
    void whatAnEarlierVersionCancelledIsDroppedByThePurge() {
        store.submit(2, NewJob.of(OTHER, "{}")).forEach(id -> {
            store.claim(10);
            store.patch(id, 1, "C");
        });

        store.purge(Long.MAX_VALUE >> 12, Long.MAX_VALUE >> 12, 100);

        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parked", "held-back"})
    void jobsThatAnEarlierVersionSetAsideComeBackWithTheFirstBeat(String set) {
        List<JobId> before = submit(OTHER, 5, 9, 5);
        JobId cancelled = submit(OTHER, 5).get(0);
        store.ports.intake().cancel(cancelled);
        Stream.concat(before.stream(), Stream.of(cancelled)).map(ShortId::text).forEach(id -> {
            store.client.lrem(store.keys.ready("default", 5), 0, id);
            store.client.lrem(store.keys.ready("default", 9), 0, id);
            store.client.rpush(store.keys.prefix() + set + ":" + OTHER, id);
        });
        store.client.sadd(store.keys.prefix() + set, OTHER.value());
        JobId later = submit(OTHER, 5).get(0);

        store.beat(TASK);

        Bookkeeping.check(store);
        assertThat(store.allKeys()).noneMatch(key -> key.startsWith(set));
        assertThat(store.client.lrange(store.keys.ready("default", 5), 0, -1)).doesNotContain(ShortId.text(cancelled));
        assertThat(ids(store.exchange(10, OTHER).claimed()))
                .containsExactly(before.get(0), before.get(2), later, before.get(1));
    }

    @Test
    void theScriptForTheWayBackPutsEveryJobBackInItsQueue() throws IOException {
        List<JobId> unknown = submit(OTHER, 9, 5);
        JobId heldBack = submit(TASK, 1).get(0);
        claimAsBulk(Set.of(TASK), 10, 0);
        String page = Files.readString(Path.of("docs/operations.md"));
        int script = page.indexOf("```lua\n") + 7;

        List<Object> moved = new ArrayList<>();
        do {
            moved.add(store.client.eval(
                    page.substring(script, page.indexOf("```", script)), List.of(store.keys.prefix()), List.of()));
        } while (!moved.contains(0L));

        assertThat(moved).containsExactly(3L, 0L);
        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("aside"));
        assertThat(ids(store.exchange(10, TASK, OTHER).claimed()))
                .containsExactly(heldBack, unknown.get(1), unknown.get(0));
        Bookkeeping.check(store);
    }
}
