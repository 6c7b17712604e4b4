package nightshift.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import nightshift.api.jobs.UnknownTasks;
import nightshift.archive.ArchiveConfig;
import nightshift.engine.AuditConfig;
import nightshift.engine.EngineConfig;
import nightshift.http.HttpTaskConfig;
import nightshift.job.Retention;
import nightshift.limit.DestinationRules;
import nightshift.observe.prometheus.PrometheusConfig;
import nightshift.redis.RedisConfig;
import nightshift.web.callers.PublicAddress;

/**
 * What an operator can set, read once at start. {@code docs/operations.md} explains each setting; a test compares the
 * two.
 *
 * @param redisUrl     where Redis is; empty to start one
 * @param namespace    prefix of every key
 * @param waitReplicas how many replicas of Redis must have a job before its submit is answered
 * @param localRedis   the redis-server to start when there is no URL
 * @param roles        what this server does: {@code api}, {@code worker}, {@code scheduler}
 * @param concurrency  how many jobs run at once
 * @param lease        how long a job is held without a heartbeat
 * @param retention    how long finished jobs are kept
 * @param searchIndex  whether there is an index for search
 * @param queues       file with settings of queues, if there is one
 * @param bulk         where and how bulk work is done
 * @param archive      where finished jobs go before they are removed, if anywhere
 * @param imports      how files are imported
 * @param backlogTarget how long the backlog may take where workers are scaled
 * @param drainGrace   how long running jobs may take when the server stops
 * @param demo         whether the demo tasks are there
 * @param unknownTasks what happens to jobs for tasks that no worker knows
 * @param metrics      whether Nightshift's metrics are counted and shown
 * @param audit        how the self-audit works, if it is on
 * @param canary       how often the canary is submitted, if at all
 * @param http         how {@code http.request} works
 * @param destinations limits and breakers of the hosts that jobs call
 * @param publicAddress where browsers find this installation, if that is set
 * @param prometheus   where the objectives are read
 * @param grafana      where the console's links to dashboards lead
 * @param admin        credentials of the first administrator
 */
record Settings(
        Optional<URI> redisUrl,
        String namespace,
        int waitReplicas,
        LocalRedisConfig localRedis,
        Set<String> roles,
        int concurrency,
        Duration lease,
        Retention retention,
        boolean searchIndex,
        Optional<Path> queues,
        Bulk bulk,
        Optional<ArchiveConfig> archive,
        Imports imports,
        Duration backlogTarget,
        Duration drainGrace,
        boolean demo,
        UnknownTasks unknownTasks,
        boolean metrics,
        Optional<AuditConfig> audit,
        Optional<Duration> canary,
        HttpTaskConfig http,
        DestinationRules destinations,
        PublicAddress publicAddress,
        Optional<PrometheusConfig> prometheus,
        Optional<URI> grafana,
        Admin admin) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    /**
     * Bulk work.
     *
     * @param dir       folder of its files
     * @param isGiven   whether the setting is given
     * @param retention how long files stay after the end of their job
     */
    record Bulk(Path dir, boolean isGiven, Duration retention) {}

    /**
     * Imports.
     *
     * @param bytesMost   most bytes of a file
     * @param workersMost how many jobs work on one import at once
     */
    record Imports(long bytesMost, int workersMost) {}

    /** The first administrator's password and API key, where they are given. */
    record Admin(Optional<String> password, Optional<String> key) {

        @Override
        public String toString() {
            return "Admin[***]";
        }
    }

    /**
     * Reads all settings.
     *
     * @param version of Nightshift
     * @throws CannotStart if a value cannot be used
     */
    static Settings read(SettingsReader reader, String version) {
        String namespace = reader.text("nightshift.namespace", "nightshift");
        redis(URI.create("redis://localhost"), namespace, 0, DestinationRules.DEFAULTS);
        Optional<URI> redisUrl = reader.text("nightshift.redis.url").map(text -> redisUrl(text, namespace));
        return new Settings(
                redisUrl,
                namespace,
                (int) reader.number("nightshift.redis.wait-replicas", 0, 0, 100),
                LocalRedisConfig.read(reader, Path.of(reader.text("nightshift.data.dir", "data"))),
                reader.words("nightshift.roles", "api,worker,scheduler", Set.of("api", "worker", "scheduler")),
                (int) reader.number("nightshift.concurrency", 50, 1, 10_000),
                reader.duration("nightshift.lease", Duration.ofSeconds(15), SECOND, Duration.ofMinutes(10)),
                new Retention(
                        reader.duration("nightshift.retention.succeeded", Duration.ofHours(72), SECOND, TEN_YEARS),
                        reader.duration("nightshift.retention.dead", Duration.ofHours(720), SECOND, TEN_YEARS),
                        reader.number("nightshift.retention.most", 1_000_000, 1, Long.MAX_VALUE)),
                reader.flag("nightshift.search.index", true),
                reader.text(QueueFile.SETTING).map(Path::of),
                bulk(reader),
                archive(reader),
                imports(reader),
                reader.duration("nightshift.scaling.backlog-target", Duration.ofMinutes(1), SECOND, Duration.ofDays(1)),
                reader.duration(
                        "nightshift.drain.grace", Duration.ofSeconds(20), Duration.ZERO, Duration.ofMinutes(10)),
                reader.flag("nightshift.demo", false),
                reader.choice("nightshift.unknown-tasks", UnknownTasks.REFUSE),
                reader.flag("nightshift.metrics.enabled", true),
                audit(reader),
                reader.optionalDuration(
                        "nightshift.canary.every", Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofMinutes(1)),
                http(reader, version),
                DestinationSettings.read(reader),
                publicAddress(reader),
                prometheus(reader.baseUrl("nightshift.prometheus.url"), reader.text("nightshift.prometheus.namespace")),
                reader.baseUrl("nightshift.grafana.url"),
                new Admin(reader.text("nightshift.admin.password"), reader.text("nightshift.admin.key")));
    }

    private static Optional<AuditConfig> audit(SettingsReader reader) {
        boolean isOn = reader.flag("nightshift.integrity.enabled", true);
        AuditConfig config = new AuditConfig(
                reader.duration("nightshift.integrity.interval", Duration.ofMinutes(10), SECOND, Duration.ofDays(7)),
                reader.ratio("nightshift.integrity.share", 0.02));
        return Optional.of(config).filter(on -> isOn);
    }

    private static Bulk bulk(SettingsReader reader) {
        Optional<Path> dir = reader.text("nightshift.bulk.dir").map(Path::of);
        return new Bulk(
                dir.orElse(Path.of(reader.text("nightshift.data.dir", "data"), "bulk")),
                dir.isPresent(),
                reader.duration("nightshift.bulk.retention", Duration.ofHours(72), SECOND, TEN_YEARS));
    }

    private static Optional<ArchiveConfig> archive(SettingsReader reader) {
        Optional<Path> dir = reader.text("nightshift.archive.dir").map(Path::of);
        long bytes = reader.number("nightshift.archive.file-bytes", 64 << 20, 1 << 10, 1L << 40);
        return dir.map(path -> new ArchiveConfig(path, bytes));
    }

    private static Imports imports(SettingsReader reader) {
        return new Imports(reader.number("nightshift.import.max-bytes", 10L << 30, 1, 1L << 50), (int)
                reader.number("nightshift.import.partitions", 4, 1, 16));
    }

    /** How to reach the Redis at an address. */
    RedisConfig redis(URI url) {
        return redis(url, namespace, waitReplicas, destinations);
    }

    /** How the engine of this server works. */
    EngineConfig engine(ServerIdentity server) {
        return new EngineConfig(
                server.workerId(),
                server.host(),
                server.version(),
                concurrency,
                lease,
                retention,
                roles.contains("worker"),
                roles.contains("scheduler"));
    }

    private static URI redisUrl(String text, String namespace) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            url = URI.create(""); // whatever is wrong with it, its text is not shown
        }
        return redis(url, namespace, 0, DestinationRules.DEFAULTS).url();
    }

    private static RedisConfig redis(URI url, String namespace, int waitReplicas, DestinationRules destinations) {
        try {
            return new RedisConfig(url, namespace, waitReplicas, destinations);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(e.getMessage());
        }
    }

    private static PublicAddress publicAddress(SettingsReader reader) {
        Optional<URI> url = reader.baseUrl("nightshift.public-url");
        try {
            return new PublicAddress(url);
        } catch (IllegalArgumentException e) {
            throw SettingsReader.wrong(
                    "nightshift.public-url", url.orElseThrow().toString(), e.getMessage());
        }
    }

    private static Optional<PrometheusConfig> prometheus(Optional<URI> url, Optional<String> namespace) {
        try {
            return url.map(base -> new PrometheusConfig(base, namespace));
        } catch (IllegalArgumentException e) {
            throw new CannotStart(e.getMessage());
        }
    }

    private static HttpTaskConfig http(SettingsReader reader, String version) {
        try {
            return HttpTaskConfig.parse(
                    version,
                    reader.text("nightshift.http.allow"),
                    reader.text("nightshift.http.secret"),
                    reader.text("nightshift.http.secrets"));
        } catch (IllegalArgumentException e) {
            throw new CannotStart(e.getMessage());
        }
    }
}
