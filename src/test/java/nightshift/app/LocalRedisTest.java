package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class LocalRedisTest {

    @TempDir
    Path data;

    @Test
    void startsADurableRedisThatOnlyItsOwnerCanUse() throws Exception {
        try (LocalRedis redis = redis()) {
            URI url = redis.start();

            try (RedisClient client = RedisClient.create(url)) {
                assertThat(client.configGet("append*"))
                        .containsEntry("appendonly", "yes")
                        .containsEntry("appendfsync", "always");
                assertThat(client.configGet("maxmemory-policy")).containsValue("noeviction");
            }
            assertThat(url.getHost()).isEqualTo("127.0.0.1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("redis/redis.conf"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void hasItsDataAgainAfterAStop() {
        try (LocalRedis redis = redis();
                RedisClient client = RedisClient.create(redis.start())) {
            client.set("key", "value");
        }
        try (LocalRedis redis = redis();
                RedisClient client = RedisClient.create(redis.start())) {
            assertThat(client.get("key")).isEqualTo("value");
        }
    }

    @Test
    void stopsWhatItStarted() {
        LocalRedis redis = redis();
        redis.start();
        ProcessHandle process = redis.process();

        redis.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void startsRedisAgainOnTheSamePortIfItDies() {
        try (LocalRedis redis = redis()) {
            URI url = redis.start();

            redis.process().destroyForcibly();

            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> answers(url));
        }
    }

    @Test
    void refusesAFolderThatAnotherServerUses() {
        try (LocalRedis redis = redis();
                LocalRedis other = redis()) {
            redis.start();

            assertThatThrownBy(other::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("another server uses " + data.resolve("redis"));
        }
    }

    @Test
    void takesOverTheRedisOfAServerThatWasKilled() {
        LocalRedis killed = redis();
        URI url = killed.start();
        ProcessHandle process = killed.process();
        killed.abandon();

        try (LocalRedis redis = redis()) {
            assertThat(redis.start()).isEqualTo(url);
            assertThat(redis.process().pid()).isEqualTo(process.pid());
        }
        assertThat(process.isAlive()).isFalse();
    }

    private LocalRedis redis() {
        return new LocalRedis(new LocalRedisConfig(data.resolve("redis"), 0, "64mb", LocalRedisConfig.Fsync.ALWAYS));
    }

    private static boolean answers(URI url) {
        try (RedisClient client = RedisClient.create(url)) {
            return "PONG".equals(client.ping());
        }
    }
}
