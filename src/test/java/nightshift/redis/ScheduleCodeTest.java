package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nightshift.redis.link.LuaScript;
import nightshift.schedule.Catchup;
import nightshift.schedule.Every;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.store.Schedules.Removal;
import nightshift.store.StoredSchedule.Origin;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schedules that code defines, and that the API can override. */
class ScheduleCodeTest extends ScheduleFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    ScheduleCodeTest() {
        super(REDIS);
    }

    @Test
    void codeDefinesSchedulesAndTheApiOverridesThem() {
        Schedule ofCode = hourly(Overlap.SKIP);
        Schedule ofApi = hourly(Overlap.ALLOW);
        store.ports.scheduleTurns().announce(List.of(ofCode), true);
        assertThat(stored().origin()).isEqualTo(Origin.CODE);
        assertThat(schedules.remove(NAME, "me")).isEqualTo(Removal.FROM_CODE);
        schedules.pause(NAME, "me");

        schedules.put(ofApi, "me");
        store.ports.scheduleTurns().announce(List.of(ofCode), true);
        assertThat(stored().origin()).isEqualTo(Origin.CODE_OVERRIDDEN);
        assertThat(stored().schedule()).isEqualTo(ofApi);
        assertThat(stored().pause()).isPresent();

        assertThat(schedules.remove(NAME, "me")).isEqualTo(Removal.REVERTED);
        assertThat(stored().origin()).isEqualTo(Origin.CODE);
        assertThat(stored().schedule()).isEqualTo(ofCode);
    }

    @Test
    void theServerThatStartsLastHasTheSay() {
        Schedule before = hourly(Overlap.SKIP);
        Schedule after =
                schedule(NAME, new Every(Duration.ofHours(2), Duration.ZERO), Overlap.SKIP, Catchup.SKIP, false);
        store.ports.scheduleTurns().announce(List.of(before), true);
        store.ports.scheduleTurns().announce(List.of(after), true);

        store.ports.scheduleTurns().announce(List.of(before), false);

        assertThat(stored().schedule()).isEqualTo(after);
    }

    @Test
    void aScheduleGoesWithTheLastServerThatHasItsCode() {
        store.ports.scheduleTurns().announce(List.of(hourly(Overlap.SKIP)), true);
        assertThat(store.ports.scheduleTurns().forgetCode()).isEmpty();
        assertThat(schedules.find(NAME)).isPresent();

        store.client.zadd(store.keys.scheduleCode(), 1, NAME.value());

        assertThat(store.ports.scheduleTurns().forgetCode()).containsExactly(NAME);
        assertThat(store.allKeys()).as("only that it is gone").containsExactly("events");
    }

    @Test
    void aScheduleStaysIfAServerAnnouncedItsCodeAgainJustNow() {
        store.ports.scheduleTurns().announce(List.of(hourly(Overlap.SKIP)), true);

        assertThat(store.redis.run(LuaScript.UNPLAN, TestStore.args(NAME.value(), "")))
                .isEqualTo(0L);

        assertThat(schedules.find(NAME)).isPresent();
    }

    @Test
    void anOverriddenScheduleOutlivesItsCode() {
        store.ports.scheduleTurns().announce(List.of(hourly(Overlap.SKIP)), true);
        schedules.put(hourly(Overlap.ALLOW), "me");
        store.client.zadd(store.keys.scheduleCode(), 1, NAME.value());

        assertThat(store.ports.scheduleTurns().forgetCode()).isEmpty();

        assertThat(stored().origin()).isEqualTo(Origin.API);
        assertThat(stored().schedule()).isEqualTo(hourly(Overlap.ALLOW));
    }
}
