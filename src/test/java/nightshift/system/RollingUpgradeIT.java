package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nightshift.support.ApiClient;
import nightshift.support.RedisServer;
import nightshift.support.TcpProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers replace each other while clients that keep their connections open continue to send requests. */
class RollingUpgradeIT {

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    private static ServerProcess server(String name) throws Exception {
        return ServerProcess.create(
                name, Map.of("NIGHTSHIFT_REDIS_URL", REDIS.url().toString()));
    }

    @Test
    void noRequestFailsAndNoJobIsLostOrRunTwice() throws Exception {
        try (ServerProcess first = server("upgrade-1");
                ServerProcess second = server("upgrade-2")) {
            CompletableFuture<Void> both = CompletableFuture.runAsync(() -> start(second));
            first.start();
            both.get();
            SteadyLoad load = replaceEachOther(first, second);

            assertThat(load.failures()).isEmpty();
            assertThat(load.submitted()).hasSizeGreaterThan(100);
            ApiClient api = new ApiClient(first.url(), ServerProcess.KEY);
            await("every end")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> api.get("queues/default")
                                    .json()
                                    .get("counts")
                                    .get("SUCCEEDED")
                                    .asInt()
                            == load.submitted().size());
            for (String id : load.submitted()) {
                assertThat(api.get("jobs/" + id).json().get("attempts"))
                        .as("attempts of " + id)
                        .hasSize(1);
            }
        }
    }

    private static SteadyLoad replaceEachOther(ServerProcess first, ServerProcess second) throws Exception {
        try (TcpProxy service = new TcpProxy(first.url().getPort());
                SteadyLoad load = new SteadyLoad(URI.create("http://127.0.0.1:" + service.port()), ServerProcess.KEY)) {
            load.awaitAnswers(200);
            replace(service, first, second, load);
            first.start();
            replace(service, second, first, load);
            return load;
        }
    }

    private static void start(ServerProcess server) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** New connections go to the other server; then this one is stopped, with those that are open. */
    private static void replace(TcpProxy service, ServerProcess old, ServerProcess other, SteadyLoad load) {
        service.target(other.url().getPort());
        load.awaitAnswers(50);
        old.stop();
        load.awaitAnswers(200);
    }
}
