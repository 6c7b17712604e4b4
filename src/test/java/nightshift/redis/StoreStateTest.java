package nightshift.redis;

import static nightshift.support.SteeredRedis.DEFAULT_MAY_ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nightshift.access.Access;
import nightshift.access.Principal;
import nightshift.access.Role;
import nightshift.access.SignIn;
import nightshift.job.Submission;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.store.StoreHealth;
import nightshift.store.StoreListener;
import nightshift.store.StoreState;
import nightshift.store.StoreUnavailable;
import nightshift.support.FreePort;
import nightshift.support.SteeredRedis;
import nightshift.support.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** Every way in which Redis can refuse: what the watch reports, and what callers get. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // these tests mostly wait, each for a Redis of its own
class StoreStateTest {

    private static final String KEY = "a-key-of-twenty-characters";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final SteeredRedis redis = new SteeredRedis();
    private final List<StoreHealth.Status> reported = new CopyOnWriteArrayList<>();
    private RedisStore store;

    @BeforeEach
    void start() {
        redis.start(DEFAULT_MAY_ALL);
        store = connect(redis.url());
        store.health().watch(new StoreHealth.Watcher() {
            @Override
            public void changed(StoreHealth.Status status) {
                reported.add(status);
            }
        });
    }

    @AfterEach
    void stop() {
        store.close();
        redis.thaw();
        redis.close();
    }

    private static RedisStore connect(URI url) {
        return RedisStore.connect(new RedisConfig(url, "state"), Thread::new, new StoreListener() {});
    }

    private static void becomes(RedisStore store, StoreState state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.health().status().state())
                        .as(() -> store.health().status().toString())
                        .isEqualTo(state));
    }

    /** A way to make Redis refuse, and the way back. */
    private record Refusal(String name, StoreState state, List<String[]> commands, List<String[]> cure) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<String[]> commands(String... lines) {
        return Stream.of(lines).map(line -> line.split(" ")).toList();
    }

    static Stream<Refusal> refusals() {
        String restoreRights = "ACL SETUSER app +@read +@write +eval +evalsha +time";
        return Stream.of(
                new Refusal(
                        "OOM",
                        StoreState.REFUSES_WRITES,
                        commands("CONFIG SET maxmemory 1mb"),
                        commands("CONFIG SET maxmemory 0")),
                new Refusal(
                        "NOREPLICAS",
                        StoreState.REFUSES_WRITES,
                        commands("CONFIG SET min-replicas-to-write 1"),
                        commands("CONFIG SET min-replicas-to-write 0")),
                new Refusal(
                        "READONLY",
                        StoreState.REFUSES_WRITES,
                        commands("REPLICAOF 127.0.0.1 1"),
                        commands("REPLICAOF NO ONE")),
                new Refusal(
                        "MASTERDOWN",
                        StoreState.AWAY,
                        commands("CONFIG SET replica-serve-stale-data no", "REPLICAOF 127.0.0.1 1"),
                        commands("REPLICAOF NO ONE")),
                new Refusal(
                        "scripts NOPERM",
                        StoreState.REFUSES_WRITES,
                        commands("ACL SETUSER app -eval -evalsha"),
                        commands(restoreRights)),
                new Refusal(
                        "writes of scripts NOPERM",
                        StoreState.REFUSES_WRITES,
                        commands("ACL SETUSER app -@write"),
                        commands(restoreRights)),
                new Refusal(
                        "everything NOPERM",
                        StoreState.AWAY,
                        commands("ACL SETUSER app -@all +@connection +info"),
                        commands(restoreRights)),
                new Refusal(
                        "WRONGPASS",
                        StoreState.AWAY,
                        commands("ACL SETUSER app resetpass >other", "CLIENT KILL USER app"),
                        commands("ACL SETUSER app resetpass >password")),
                new Refusal(
                        "a disabled user",
                        StoreState.AWAY,
                        commands("ACL SETUSER app off", "CLIENT KILL USER app"),
                        commands("ACL SETUSER app on")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsAStateWithoutFlippingAndAnErrorToTryAgain(Refusal refusal) {
        Access access = new Access(store.access(), Clock.systemUTC(), failure -> {});
        access.bootstrap(Optional.of("secret"), Optional.of(KEY));
        assertThat(store.health().status().state()).isEqualTo(StoreState.UP);

        refusal.commands.forEach(redis::tryAdmin);

        becomes(store, refusal.state);
        assertThat(store.health().status().detail()).isPresent();
        assertThatThrownBy(this::submit).isInstanceOf(StoreUnavailable.class);
        assertThat(access.authenticate(KEY)).contains(new Principal("admin", Role.ADMIN));
        SignIn in = access.signIn("admin", "secret");
        assertThat(in).isInstanceOf(SignIn.SignedIn.class);
        assertThat(access.session(((SignIn.SignedIn) in).token())).isPresent();
        assertThat(access.signIn("admin", "wrong")).isInstanceOf(SignIn.Refused.class);
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> store.health().status().state() == refusal.state);
        assertThat(reported).extracting(StoreHealth.Status::state).containsOnly(refusal.state);

        refusal.cure.forEach(redis::admin);

        becomes(store, StoreState.UP);
        await().atMost(SOON).ignoreExceptions().untilAsserted(this::submit);
        assertThat(store.health().status().loss()).isEmpty();
        assertThat(reported)
                .extracting(StoreHealth.Status::state)
                .startsWith(refusal.state)
                .endsWith(StoreState.UP);
    }

    @Test
    void aRedisThatCannotSaveRefusesWrites() {
        redis.admin("CONFIG", "SET", "save", "3600 1");
        redis.removeFolder();
        await().atMost(SOON).ignoreExceptions().until(() -> {
            redis.tryAdmin("BGSAVE");
            return redis.admin("INFO", "persistence").contains("rdb_last_bgsave_status:err");
        });

        becomes(store, StoreState.REFUSES_WRITES);
        assertThat(store.health().status().detail().orElseThrow())
                .contains("cannot save")
                .contains("MISCONF");
    }

    @Test
    void aFrozenRedisIsHungAndKnownCallersDoNotWait() throws Exception {
        Access access = new Access(store.access(), Clock.systemUTC(), failure -> {});
        access.bootstrap(Optional.of("secret"), Optional.of(KEY));
        access.authenticate(KEY);

        redis.freeze();
        long frozen = System.nanoTime();
        becomes(store, StoreState.HUNG);
        assertThat(Duration.ofNanos(System.nanoTime() - frozen))
                .isLessThan(Duration.ofSeconds(12)); // 2 s, on an idle machine

        long start = System.nanoTime();
        assertThat(access.authenticate(KEY)).isPresent();
        assertThat(access.signIn("admin", "secret")).isInstanceOf(SignIn.SignedIn.class);
        assertThatThrownBy(() -> access.authenticate("nobodys-key-of-twenty-characters"))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("none of the calls waits as long as for an answer")
                .isLessThan(Duration.ofSeconds(10));

        redis.thaw();
        becomes(store, StoreState.UP);
        assertThat(store.health().status().loss()).isEmpty();
    }

    @Test
    void aCallThatGetsNoAnswerEndsWhenItsTimeIsUpAndNotTwice() {
        store.workers().workers();
        redis.freeze();
        long start = System.nanoTime();

        assertThatThrownBy(() -> store.workers().workers()).isInstanceOf(StoreUnavailable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(4), Duration.ofMillis(9_500));
    }

    @Test
    void aRedisThatIsPausedForItsClientsIsHung() {
        redis.admin("CLIENT", "PAUSE", "6000", "ALL");

        becomes(store, StoreState.HUNG);
        becomes(store, StoreState.UP);
    }

    @Test
    void aRedisThatIsBusyWithAScriptIsHung() throws Exception {
        redis.admin("CONFIG", "SET", "busy-reply-threshold", "50");
        Thread script = new Thread(() -> redis.tryAdmin("EVAL", "while true do end", "0"));
        script.start();

        becomes(store, StoreState.HUNG);
        await().atMost(SOON)
                .until(() -> store.health().status().detail().orElse("").contains("blocked by a script"));
        assertThatThrownBy(this::submit).isInstanceOf(StoreUnavailable.class);

        redis.admin("SCRIPT", "KILL");
        becomes(store, StoreState.UP);
        script.join(TimeUnit.SECONDS.toMillis(20));
    }

    @Test
    void aRedisThatReadsItsDataIsLoading() {
        try (Jedis jedis = redis.jedis()) {
            for (int i = 0; i < 3_000; i++) {
                jedis.set("more" + i, "x".repeat(1000));
            }
        }
        redis.admin("BGREWRITEAOF");
        await().atMost(SOON).until(() -> redis.admin("INFO", "persistence").contains("aof_rewrite_in_progress:0"));
        redis.close();
        becomes(store, StoreState.AWAY);

        redis.launch(DEFAULT_MAY_ALL, "--key-load-delay", "2000", "--loading-process-events-interval-bytes", "1024");

        becomes(store, StoreState.LOADING);
        assertThatThrownBy(this::submit).isInstanceOf(StoreUnavailable.class);
        becomes(store, StoreState.UP);
        assertThat(store.health().status().loss()).isEmpty();
    }

    @Test
    void aRedisWithoutRoomForMoreConnectionsIsAwayForTheServerThatComesNew() {
        redis.admin("CONFIG", "SET", "maxclients", "40");
        List<Jedis> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                taken.add(redis.jedis());
                taken.get(i).ping();
            }
        } catch (RuntimeException e) {
            // full
        }
        try (RedisStore late = connect(redis.url())) {
            assertThat(late.health().status().state()).isEqualTo(StoreState.AWAY);
            assertThat(late.health().status().detail().orElseThrow()).contains("no more connections");
            assertThatThrownBy(() -> late.workers().workers()).isInstanceOf(StoreUnavailable.class);
            taken.forEach(Jedis::close);
            becomes(late, StoreState.UP);
        }
    }

    /** The address of a service leads to the new master, and open connections still to the previous one. */
    @Test
    void whatAReplicaRefusesIsSentToTheMasterThatTookItsPlace() {
        try (SteeredRedis next = new SteeredRedis().start(DEFAULT_MAY_ALL);
                TcpProxy service = new TcpProxy(redis.port());
                RedisClient client = RedisClient.create("127.0.0.1", service.port(), "app", "password")) {
            Connection connection = new Connection(client, new Keys("state"), 0, new StoreListener() {});
            connection.now();
            service.target(next.port());
            redis.admin("REPLICAOF", "127.0.0.1", String.valueOf(next.port()));

            String answer = connection.call("SET", j -> j.set("{state}:key", "value"));
            assertThat(answer).isEqualTo("OK");
        }
        assertThatThrownBy(this::submit)
                .as("where no other server has its place")
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aPortWhereNobodyListensIsAway() throws Exception {
        try (RedisStore away = connect(URI.create("redis://127.0.0.1:" + FreePort.next()))) {
            assertThat(away.health().status().state()).isEqualTo(StoreState.AWAY);
        }
    }

    private void submit() {
        store.intake().submit(List.of(Submission.of(TestStore.aJob())));
    }
}
