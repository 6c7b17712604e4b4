package nightshift.redis;

import nightshift.job.Destination;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store with calls to destinations, one of which is down. */
abstract class BreakerFixture {

    static final Destination DOWN = new Destination("down.example.com");

    @RegisterExtension
    final TestStore store;

    final Calls calls;

    BreakerFixture(RedisServer redis) {
        store = new TestStore(redis);
        calls = new Calls(store);
    }

    @BeforeEach
    void letRedisKnowTheScripts() {
        store.letRedisKnowTheScripts();
    }
}
