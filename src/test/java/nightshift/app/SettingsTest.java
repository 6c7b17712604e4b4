package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nightshift.api.jobs.UnknownTasks;
import nightshift.limit.BreakerRules;
import nightshift.limit.DestinationLimits;
import nightshift.limit.DestinationRules;
import nightshift.limit.RateLimit;
import nightshift.observe.prometheus.PrometheusConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(nightshift\\.[a-z.-]+)` \\| `(NIGHTSHIFT_[A-Z_]+)` \\| (?:`([^`]*)`)?[^|]*\\|");

    @Test
    void everySettingStandsInTheManualWithItsDefault() throws IOException {
        SettingsReader reader = new SettingsReader(name -> Optional.empty());
        Settings.read(reader, "1");

        String manual = Files.readString(Path.of("docs/operations.md"));
        Map<String, String> documented = ROW.matcher(manual)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> Optional.ofNullable(row.group(3)).orElse(""),
                        (a, b) -> b,
                        TreeMap::new));

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(reader.asked());
        assertThat(ROW.matcher(manual).results().toList()).allSatisfy(SettingsTest::namesTheVariable);
    }

    private static void namesTheVariable(MatchResult row) {
        assertThat(row.group(2)).isEqualTo(SettingsReader.inEnvironment(row.group(1)));
    }

    @Test
    void readsWhatIsSet() {
        Settings settings = read(Map.of(
                "nightshift.redis.url", "rediss://user:p%40ss@redis.example:6380/2",
                "nightshift.roles", "worker, Scheduler",
                "nightshift.lease", "PT1M",
                "nightshift.unknown-tasks", "queue",
                "nightshift.canary.every", "PT30S",
                "nightshift.prometheus.url", "http://prometheus:9090/",
                "nightshift.prometheus.namespace", "jobs-eu",
                "nightshift.grafana.url", "https://ops.example/grafana/",
                "nightshift.data.dir", "/var/lib/nightshift"));

        assertThat(settings.redisUrl()).contains(URI.create("rediss://user:p%40ss@redis.example:6380/2"));
        assertThat(settings.roles()).containsExactlyInAnyOrder("worker", "scheduler");
        assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.prometheus())
                .contains(new PrometheusConfig(URI.create("http://prometheus:9090"), Optional.of("jobs-eu")));
        assertThat(settings.grafana()).contains(URI.create("https://ops.example/grafana"));
        assertThat(settings.canary()).contains(Duration.ofSeconds(30));
        assertThat(settings.unknownTasks()).isEqualTo(UnknownTasks.QUEUE);
        assertThat(settings.localRedis().dir()).isEqualTo(Path.of("/var/lib/nightshift/redis"));
    }

    @Test
    void readsTheRulesOfDestinations() {
        assertThat(read(Map.of()).destinations()).isEqualTo(DestinationRules.DEFAULTS);

        DestinationRules rules = read(Map.of(
                        "nightshift.destination.concurrency", "20",
                        "nightshift.destination.rate", "100/PT1M",
                        "nightshift.breaker.failure-ratio", ".25",
                        "nightshift.breaker.longest-wait", "PT0.5S",
                        "nightshift.breaker.first-wait", "PT0.2S"))
                .destinations();

        assertThat(rules.limits())
                .isEqualTo(
                        new DestinationLimits(Optional.of(20), Optional.of(new RateLimit(100, Duration.ofMinutes(1)))));
        assertThat(rules.breaker())
                .isEqualTo(new BreakerRules(
                        0.25, 10, Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nightshift.concurrency     | 0                   | nightshift.concurrency (NIGHTSHIFT_CONCURRENCY) must be a whole number from 1 to 10000, but it is "0"
            nightshift.concurrency     | many                | nightshift.concurrency (NIGHTSHIFT_CONCURRENCY) must be a whole number from 1 to 10000, but it is "many"
            nightshift.lease           | 15s                 | nightshift.lease (NIGHTSHIFT_LEASE) must be an ISO 8601 duration from PT1S to PT10M, such as PT15S, but it is "15s"
            nightshift.lease           | PT0.5S              | nightshift.lease (NIGHTSHIFT_LEASE) must be an ISO 8601 duration from PT1S to PT10M, such as PT15S, but it is "PT0.5S"
            nightshift.roles           | api,cook            | nightshift.roles (NIGHTSHIFT_ROLES) must be one or more of api, scheduler, worker, separated by commas, but it is "api,cook"
            nightshift.demo            | yes                 | nightshift.demo (NIGHTSHIFT_DEMO) must be true or false, but it is "yes"
            nightshift.unknown-tasks   | keep                | nightshift.unknown-tasks (NIGHTSHIFT_UNKNOWN_TASKS) must be one of refuse, queue, but it is "keep"
            nightshift.canary.every    | PT1S                | nightshift.canary.every (NIGHTSHIFT_CANARY_EVERY) must be an ISO 8601 duration from PT5S to PT1H, such as PT1M, but it is "PT1S"
            nightshift.redis.memory    | 2 GB                | nightshift.redis.memory (NIGHTSHIFT_REDIS_MEMORY) must be a size such as 512mb or 2gb, but it is "2 GB"
            nightshift.grafana.url     | grafana:3000        | nightshift.grafana.url (NIGHTSHIFT_GRAFANA_URL) must look like http://host:port or https://host/path, without user, query and fragment
            nightshift.prometheus.url  | http://u:p@prom     | nightshift.prometheus.url (NIGHTSHIFT_PROMETHEUS_URL) must look like http://host:port or https://host/path, without user, query and fragment
            nightshift.prometheus.url  | http://prom/?a=b    | nightshift.prometheus.url (NIGHTSHIFT_PROMETHEUS_URL) must look like http://host:port or https://host/path, without user, query and fragment
            nightshift.public-url      | jobs.example        | nightshift.public-url (NIGHTSHIFT_PUBLIC_URL) must look like http://host:port or https://host/path, without user, query and fragment
            nightshift.public-url      | https://jobs/a      | nightshift.public-url (NIGHTSHIFT_PUBLIC_URL) must not have a path: the console and the API are at the root of a host, but it is "https://jobs/a"
            nightshift.destination.concurrency | 0           | nightshift.destination.concurrency (NIGHTSHIFT_DESTINATION_CONCURRENCY) must be a whole number from 1 to 100000, but it is "0"
            nightshift.destination.rate | 100            | nightshift.destination.rate (NIGHTSHIFT_DESTINATION_RATE) must be a number of jobs from 1 to 1000000, a slash, and the time that it is for, from PT1S to PT24H, such as 100/PT1S, but it is "100"
            nightshift.destination.rate | 5/PT0.1S       | nightshift.destination.rate (NIGHTSHIFT_DESTINATION_RATE) must be a number of jobs from 1 to 1000000, a slash, and the time that it is for, from PT1S to PT24H, such as 100/PT1S, but it is "5/PT0.1S"
            nightshift.breaker.failure-ratio | 0         | nightshift.breaker.failure-ratio (NIGHTSHIFT_BREAKER_FAILURE_RATIO) must be a number above 0 and at most 1, such as 0.5, but it is "0"
            nightshift.breaker.failure-ratio | 50%       | nightshift.breaker.failure-ratio (NIGHTSHIFT_BREAKER_FAILURE_RATIO) must be a number above 0 and at most 1, such as 0.5, but it is "50%"
            nightshift.breaker.minimum-calls | 0         | nightshift.breaker.minimum-calls (NIGHTSHIFT_BREAKER_MINIMUM_CALLS) must be a whole number from 1 to 10000, but it is "0"
            nightshift.breaker.first-wait | PT2M         | nightshift.breaker.first-wait (NIGHTSHIFT_BREAKER_FIRST_WAIT) must be an ISO 8601 duration from PT0.1S to PT1M, such as PT1S, but it is "PT2M"
            nightshift.breaker.longest-wait | PT2H       | nightshift.breaker.longest-wait (NIGHTSHIFT_BREAKER_LONGEST_WAIT) must be an ISO 8601 duration from PT0.1S to PT1H, such as PT1M, but it is "PT2H"
            nightshift.breaker.recovery | PT0S           | nightshift.breaker.recovery (NIGHTSHIFT_BREAKER_RECOVERY) must be an ISO 8601 duration from PT1S to PT1H, such as PT1M, but it is "PT0S"
            nightshift.namespace       | a:b                 | nightshift.namespace must be 1 to 40 characters of A-Z a-z 0-9 _ -
            """)
    void refusesWhatItCannotUseAndSaysHowToWriteIt(String name, String text, String message) {
        assertThatThrownBy(() -> read(Map.of(name, text)))
                .isInstanceOf(CannotStart.class)
                .hasMessage(message);
    }

    @Test
    void refusesANamespaceThatWouldChangeTheQuery() {
        assertThatThrownBy(() -> read(
                        Map.of("nightshift.prometheus.url", "http://prom", "nightshift.prometheus.namespace", "a\"}")))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("nightshift.prometheus.namespace must be 1 to 63");
    }

    @Test
    void doesNotShowThePasswordOfAWrongRedisUrl() {
        assertThatThrownBy(() -> read(Map.of("nightshift.redis.url", "http://:geheim@redis")))
                .hasMessageContaining("NIGHTSHIFT_REDIS_URL")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://h",
                "redis://u:p@h:1/2",
                "rediss://h/",
                "redis+sentinel://a,b:2,c/main",
                "rediss+cluster://u:p@a:1,b:2",
                "redis+sentinel://:p%40@a.b:1/main-1/3"
            })
    void takesEveryFormOfARedisUrl(String url) {
        assertThat(read(Map.of("nightshift.redis.url", url)).redisUrl()).contains(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://geheim@a,b",
                "redis://h/geheim",
                "redis+sentinel://:geheim@a,b",
                "redis+sentinel://:geheim@a,b/",
                "redis+cluster://:geheim@a,,b",
                "redis+cluster://:geheim@a/1",
                "redis+other://:geheim@a",
                "redis://:gehe im@a",
                "redis+cluster://:geheim@a:x"
            })
    void namesTheFormsOfARedisUrlThatHasNone(String url) {
        assertThatThrownBy(() -> read(Map.of("nightshift.redis.url", url)))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("nightshift.redis.url (NIGHTSHIFT_REDIS_URL) must look like redis://")
                .hasMessageContainingAll("redis+sentinel://", "redis+cluster://")
                .hasMessageNotContaining("gehe");
    }

    private static Settings read(Map<String, String> given) {
        return Settings.read(new SettingsReader(name -> Optional.ofNullable(given.get(name))), "1");
    }
}
