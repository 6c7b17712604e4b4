package nightshift.redis;

import static nightshift.support.SteeredRedis.DEFAULT_MAY_ALL;
import static nightshift.support.SteeredRedis.DEFAULT_MAY_NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.access.Access;
import nightshift.access.Principal;
import nightshift.access.Role;
import nightshift.access.SignIn;
import nightshift.job.JobState;
import nightshift.job.Submission;
import nightshift.store.EventFeed;
import nightshift.store.StoreHealth;
import nightshift.store.StoreListener;
import nightshift.store.StoreLoss;
import nightshift.store.StoreLoss.Kind;
import nightshift.store.StoreState;
import nightshift.store.SubmitResult;
import nightshift.support.SteeredRedis;
import nightshift.task.JobId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Redis loses data, each way it can, or does not: real restarts of real servers. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // these tests mostly wait, each for a Redis of its own
class DataLossTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String KEY = "a-key-of-twenty-characters";
    private static final Principal ADMIN = new Principal("admin", Role.ADMIN);

    private final SteeredRedis redis = new SteeredRedis();
    private final List<RedisStore> stores = new ArrayList<>();
    private final List<StoreLoss> losses = new CopyOnWriteArrayList<>();
    private RedisStore store;

    @BeforeEach
    void start() {
        redis.start(DEFAULT_MAY_ALL);
        store = connect();
        marked();
    }

    @AfterEach
    void stop() {
        stores.forEach(RedisStore::close);
        redis.close();
    }

    private RedisStore connect() {
        RedisStore fresh =
                RedisStore.connect(new RedisConfig(redis.url(), "loss"), Thread::new, new StoreListener() {});
        stores.add(fresh);
        fresh.health().watch(new StoreHealth.Watcher() {
            @Override
            public void lost(StoreLoss loss) {
                losses.add(loss);
            }
        });
        return fresh;
    }

    /** Waits until the watch has left some marks. */
    private void marked() {
        long from = mark();
        await().atMost(SOON).until(() -> mark() > from + 2);
    }

    private long mark() {
        String mark = redis.admin("GET", "{loss}:mark");
        return mark.equals("null") ? 0 : Long.parseLong(mark);
    }

    private void comesBack() {
        await().atMost(SOON).until(() -> store.health().status().state() != StoreState.UP);
        isUp();
    }

    private void isUp() {
        await().atMost(SOON).until(() -> store.health().status().up());
    }

    private void isLost(Kind kind) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(losses).extracting(StoreLoss::kind).containsExactly(kind));
        assertThat(store.health().status().loss()).map(StoreLoss::kind).contains(kind);
        // once, and a server that comes later knows of it without taking it for news
        marked();
        assertThat(losses).hasSize(1);
        assertThat(connect().health().status().loss())
                .isEqualTo(store.health().status().loss());
        marked();
        assertThat(losses).hasSize(1);
    }

    private void nothingIsLost() {
        marked();
        assertThat(losses).isEmpty();
        assertThat(store.health().status().loss()).isEmpty();
    }

    private JobId submit() {
        return ((SubmitResult.Accepted) store.intake()
                        .submit(List.of(Submission.of(TestStore.aJob())))
                        .get(0))
                .job()
                .id();
    }

    @Test
    void restartsOfAWholeStoreLoseNothing() {
        JobId id = submit();
        for (int i = 0; i < 3; i++) {
            if (i == 1) {
                redis.admin("BGREWRITEAOF");
            }
            redis.close();
            redis.start(DEFAULT_MAY_ALL);
            isUp();
            nothingIsLost();
        }
        redis.admin("CONFIG", "SET", "appendfsync", "everysec");
        marked();
        redis.shutDown(); // killed, it may lose what the kernel was not given yet
        redis.start(DEFAULT_MAY_ALL, "--appendonly", "yes", "--appendfsync", "everysec");
        isUp();
        nothingIsLost();
        assertThat(store.catalog().find(id)).isPresent();
    }

    @Test
    void neitherTheEndOfAllJobsNorAnOutageIsALoss() {
        JobId id = submit();
        store.intake().cancel(id);
        redis.freeze();
        await().atMost(SOON).until(() -> store.health().status().state() == StoreState.HUNG);
        redis.thaw();
        isUp();
        redis.admin("SCRIPT", "FLUSH");
        nothingIsLost();
    }

    @Test
    void aFlushIsNoticed() {
        submit();

        redis.admin("FLUSHALL");

        isLost(Kind.EMPTIED);
    }

    @Test
    void aRestartWithoutTheLogIsNoticed() {
        redis.close();
        redis.start(DEFAULT_MAY_ALL, "--appendonly", "no");

        isLost(Kind.EMPTIED);
    }

    @Test
    void aLogThatIsReplayedWithoutWhatScriptsWroteIsNoticed() {
        JobId id = submit();
        redis.close();
        redis.start(DEFAULT_MAY_NOTHING);

        isLost(Kind.SCRIPTS_LOST);
        assertThat(store.catalog().find(id)).isEmpty();
    }

    @Test
    void theSameIsNoticedByAServerThatWasNotThereBefore() {
        store.close();
        redis.close();
        redis.start(DEFAULT_MAY_NOTHING);

        store = connect();

        assertThat(store.health().status().loss()).map(StoreLoss::kind).contains(Kind.SCRIPTS_LOST);
    }

    @Test
    void anOlderLogIsNoticed() throws Exception {
        Path backup = Files.createTempDirectory("nightshift-backup").resolve("log");
        redis.copyLog(backup);
        marked();
        redis.close();
        redis.replaceLog(backup);
        redis.start(DEFAULT_MAY_ALL);

        isLost(Kind.WENT_BACK);
    }

    @Test
    void theStoreOfAnotherIsNoticed() throws Exception {
        Path others = Files.createTempDirectory("nightshift-other").resolve("log");
        try (SteeredRedis another = new SteeredRedis().start(DEFAULT_MAY_ALL)) {
            RedisStore.connect(new RedisConfig(another.url(), "loss"), Thread::new, new StoreListener() {})
                    .close();
            another.copyLog(others);
        }
        redis.close();
        redis.replaceLog(others);
        redis.start(DEFAULT_MAY_ALL);

        isLost(Kind.REPLACED);
    }

    @Test
    void allServersAgreeOnALoss() {
        RedisStore other = connect();
        marked();

        redis.admin("FLUSHALL");

        await().atMost(SOON).until(() -> losses.size() == 2);
        await().atMost(SOON)
                .until(() -> other.health()
                        .status()
                        .loss()
                        .equals(store.health().status().loss()));
        marked();
        assertThat(losses).hasSize(2);
    }

    @Test
    void aLossThatOnlyAnotherServerCouldNoticeIsNewsToAllThatRun() {
        redis.admin("SET", "{loss}:loss", "WENT_BACK " + System.currentTimeMillis());

        isLost(Kind.WENT_BACK);
    }

    @Test
    void givenCredentialsWorkAtEveryMomentAfterAFlush() {
        Access access = new Access(store.access(), Clock.systemUTC(), failure -> {});
        access.bootstrap(Optional.of("secret"), Optional.of(KEY));

        redis.admin("FLUSHALL");

        assertThat(new Access(store.access(), Clock.systemUTC(), failure -> {}).authenticate(KEY))
                .as("another server")
                .isEmpty();
        assertThat(access.signIn("admin", "secret")).isInstanceOf(SignIn.SignedIn.class);
        assertThat(access.authenticate(KEY)).contains(ADMIN);
        access.restore();
        assertThat(new Access(store.access(), Clock.systemUTC(), failure -> {}).authenticate(KEY))
                .contains(ADMIN);
    }

    @Test
    void generatedCredentialsAreTheSameAfterAFlush() {
        Access access = new Access(store.access(), Clock.systemUTC(), failure -> {});
        Access.Generated generated = access.bootstrap(Optional.empty(), Optional.empty());
        Access second = new Access(store.access(), Clock.systemUTC(), failure -> {});
        second.bootstrap(Optional.empty(), Optional.empty());

        redis.admin("FLUSHALL");

        assertThat(second.restore()).isEqualTo(new Access.Generated(Optional.empty(), Optional.empty()));
        assertThat(access.restore()).isEqualTo(new Access.Generated(Optional.empty(), Optional.empty()));
        assertThat(access.authenticate(generated.key().orElseThrow())).contains(ADMIN);
        assertThat(second.signIn("admin", generated.password().orElseThrow())).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void theFeedStartsOverAndSaysSo() {
        List<EventFeed.Batch> heard = new CopyOnWriteArrayList<>();
        store.events().subscribe(heard::add);
        submit();
        await().until(() -> !heard.isEmpty());

        redis.admin("FLUSHALL");

        await().atMost(SOON)
                .until(() -> heard.stream().anyMatch(batch -> batch.cursor().isEmpty()));
        JobId next = submit();
        await().atMost(SOON)
                .until(() -> heard.stream()
                        .flatMap(batch -> batch.events().stream())
                        .anyMatch(event -> event instanceof nightshift.job.Event.JobChanged job
                                && job.id().equals(next)
                                && job.state() == JobState.READY));
    }
}
