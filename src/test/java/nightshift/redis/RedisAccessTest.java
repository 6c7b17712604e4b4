package nightshift.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nightshift.access.Access;
import nightshift.access.AccessStore;
import nightshift.access.Principal;
import nightshift.access.Role;
import nightshift.access.Session;
import nightshift.access.SignIn;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.store.StoreHealth;
import nightshift.store.StoreListener;
import nightshift.store.StoreState;
import nightshift.store.StoreUnavailable;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

class RedisAccessTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final Principal ANN = new Principal("ann b", Role.OPERATOR);

    private static final StoreHealth UP = new StoreHealth() {
        @Override
        public Status status() {
            return new Status(StoreState.UP, Instant.EPOCH, Optional.empty(), "7", Optional.empty());
        }

        @Override
        public Connections connections() {
            return new Connections(0, 0, 0);
        }

        @Override
        public Runnable watch(Watcher watcher) {
            return () -> {};
        }
    };

    private final Keys keys = new Keys("test-" + UUID.randomUUID());
    private RedisClient client;
    private AccessStore store;

    @BeforeEach
    void connect() {
        client = REDIS.client();
        store = new RedisAccess(new Connection(client, keys, 0, new StoreListener() {}), keys, UP);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void aNewKeyReplacesTheOldOneOfItsOwner() {
        store.putKey("old", ANN);
        store.putKey("new", ANN);
        store.putKey("new", ANN);

        assertThat(store.findKey("old")).isEmpty();
        assertThat(store.findKey("new")).contains(ANN);
        assertThat(store.addKey("third", ANN)).isFalse();
        assertThat(store.findKey("third")).isEmpty();
    }

    @Test
    void sessionsLiveOnWhileTheyAreUsed() {
        Session session = new Session(ANN, Instant.ofEpochSecond(1_700_000_000));
        store.putSession("digest", session, Duration.ofSeconds(10));

        assertThat(store.findSession("digest", Duration.ofHours(1))).contains(session);
        assertThat(client.ttl(keys.prefix() + "access:session:digest")).isBetween(3500L, 3600L);

        store.deleteSession("digest");
        assertThat(store.findSession("digest", Duration.ofHours(1))).isEmpty();
    }

    @Test
    void signInsAreCountedForAWhile() {
        assertThat(store.countSignIn("ann", Duration.ofMinutes(1))).isEqualTo(1);
        assertThat(store.countSignIn("ann", Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(store.countSignIn("bob", Duration.ofMinutes(1))).isEqualTo(1);
        assertThat(client.ttl(keys.prefix() + "access:sign-ins:ann")).isBetween(50L, 60L);

        store.forgetSignIns("ann");
        assertThat(store.countSignIn("ann", Duration.ofMinutes(1))).isEqualTo(1);
    }

    @Test
    void whatTheFirstServerGeneratedWorksOnTheSecond() {
        Access.Generated generated =
                new Access(store, Clock.systemUTC(), failure -> {}).bootstrap(Optional.empty(), Optional.empty());
        Access second = new Access(store, Clock.systemUTC(), failure -> {});

        assertThat(second.bootstrap(Optional.empty(), Optional.empty()))
                .isEqualTo(new Access.Generated(Optional.empty(), Optional.empty()));
        assertThat(second.authenticate(generated.key().orElseThrow())).contains(new Principal("admin", Role.ADMIN));
        assertThat(second.signIn("admin", generated.password().orElseThrow())).isInstanceOf(SignIn.SignedIn.class);
        assertThat(client.keys("*" + generated.key().orElseThrow() + "*")).isEmpty();
    }

    @Test
    void saysWhenRedisIsAway() {
        try (RedisClient nowhere = RedisClient.create("127.0.0.1", 1)) {
            AccessStore lost = new RedisAccess(new Connection(nowhere, keys, 0, new StoreListener() {}), keys, UP);

            assertThatThrownBy(() -> lost.findKey("any")).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> lost.countSignIn("any", Duration.ofMinutes(1)))
                    .isInstanceOf(StoreUnavailable.class);
        }
    }
}
