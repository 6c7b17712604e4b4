package nightshift.engine;

import static nightshift.engine.TestEngines.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.Attempt;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.support.RedisServer;
import nightshift.support.TcpProxy;
import nightshift.task.JobId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** Redis does not answer for longer than a lease, and comes back: a worker that lives keeps its jobs. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // these tests mostly wait
@Timeout(240)
class SilenceTest {

    private static final Duration LEASE =
            Duration.ofMillis(2_500); // shorter ones run out by themselves on a busy machine
    private static final int JOBS = 6;

    @ParameterizedTest
    @CsvSource({
        "FROZEN, 20",
        "CLIENTS_PAUSED, 20",
        "FROZEN, 2",
        "CLIENTS_PAUSED, 2",
        "KILLED, 4",
        "READ_ONLY, 3",
        "BUSY, 3",
        "CUT_OFF, 3"
    })
    void liveWorkersKeepTheirJobs(Silence silence, int leases) throws Exception {
        try (Installations installations = new Installations()) {
            installations.keepTheirJobs(silence, leases);
        }
    }

    @ParameterizedTest
    @CsvSource({"FROZEN, 2", "CLIENTS_PAUSED, 4", "KILLED, 2"})
    void aWorkerKilledMeanwhileIsRescuedSoonAfter(Silence silence, int leases) throws Exception {
        try (Installations installations = new Installations()) {
            installations.rescueTheJobsOfAWorkerThatDies(silence, leases);
        }
    }

    /** Ways for Redis not to answer. */
    enum Silence {
        FROZEN {
            @Override
            void begin(Installations on, long millis) {
                on.redis.freeze();
            }

            @Override
            void end(Installations on) {
                on.redis.thaw();
            }
        },
        CLIENTS_PAUSED {
            @Override
            void begin(Installations on, long millis) {
                on.command("CLIENT", "PAUSE", Long.toString(millis), "ALL");
            }

            @Override
            void end(Installations on) {
                // it ends by itself, and answers no command that would end it earlier
            }
        },
        KILLED {
            @Override
            void begin(Installations on, long millis) {
                on.redis.close();
            }

            @Override
            void end(Installations on) {
                on.redis.start();
            }
        },
        READ_ONLY {
            @Override
            void begin(Installations on, long millis) {
                on.command("REPLICAOF", "127.0.0.1", "1");
            }

            @Override
            void end(Installations on) {
                on.command("REPLICAOF", "NO", "ONE");
            }
        },
        BUSY {
            @Override
            void begin(Installations on, long millis) {
                on.command("CONFIG", "SET", "busy-reply-threshold", "100");
                Thread script = new Thread(() -> {
                    try {
                        on.command("EVAL", "while true do end", "0");
                    } catch (JedisException e) {
                        // killed, as planned
                    }
                });
                script.setDaemon(true);
                script.start();
            }

            @Override
            void end(Installations on) {
                await().ignoreExceptions().until(() -> {
                    on.command("SCRIPT", "KILL");
                    return true;
                });
            }
        },
        CUT_OFF {
            @Override
            void begin(Installations on, long millis) {
                on.proxy.cut();
            }

            @Override
            void end(Installations on) {
                on.proxy.heal();
            }
        };

        abstract void begin(Installations on, long millis);

        abstract void end(Installations on);

        /** Lasts for some leases. */
        void last(Installations on, int leases, Runnable meanwhile) throws InterruptedException {
            long millis = LEASE.toMillis() * leases;
            begin(on, millis);
            try {
                TimeUnit.MILLISECONDS.sleep(millis / 2);
                meanwhile.run();
                TimeUnit.MILLISECONDS.sleep(millis / 2);
            } finally {
                end(on);
            }
        }
    }

    /** An installation with one server, and one with three, on the same Redis. */
    private static final class Installations implements AutoCloseable {

        private final RedisServer redis = RedisServer.durable();
        private final TestEngines one = new TestEngines(redis);
        private final TestEngines three = new TestEngines(redis);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final Map<JobId, AtomicInteger> begun = new ConcurrentHashMap<>();
        private final TcpProxy proxy;

        Installations() {
            redis.start();
            proxy = new TcpProxy(redis.port());
            one.open();
            three.open();
        }

        void keepTheirJobs(Silence silence, int leases) throws InterruptedException {
            Set<JobId> jobs = ConcurrentHashMap.newKeySet();
            for (TestEngines engines : List.of(one, three)) {
                jobs.addAll(running(engines, engines == one ? 1 : 3, new ArrayList<>()));
            }

            long begin = System.nanoTime();
            silence.last(this, leases, () -> {});

            // everybody has renewed since, and everybody has had the time to rescue
            for (TestEngines engines : List.of(one, three)) {
                awaitNoGrace(engines, begin);
            }
            mayEnd.countDown();
            for (JobId id : jobs) {
                TestEngines engines = one.store.catalog().find(id).isPresent() ? one : three;
                assertThat(engines.await(id, JobState.SUCCEEDED).attempts())
                        .extracting(SilenceTest::outcome)
                        .containsExactly(Outcome.SUCCEEDED);
            }
            assertThat(begun.values()).hasSize(2 * JOBS).allMatch(times -> times.get() == 1);
            assertThat(one.fenced).hasValue(0);
            assertThat(three.fenced).hasValue(0);
        }

        void rescueTheJobsOfAWorkerThatDies(Silence silence, int leases) throws Exception {
            List<Engine> engines = new ArrayList<>();
            Set<JobId> jobs = running(three, 3, engines);
            Set<JobId> ofKilled = ConcurrentHashMap.newKeySet();
            for (JobId id : jobs) {
                if (three.job(id).attempts().get(0).worker().equals("worker01")) {
                    ofKilled.add(id);
                }
            }
            assertThat(ofKilled).isNotEmpty();

            FutureTask<Void> kill = new FutureTask<>(engines.get(0)::close, null);
            silence.last(this, leases, () -> new Thread(kill).start());

            // a lease, here the time that connections need to come back, and the next look of a rescuer
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ofKilled.stream().allMatch(id -> begun.get(id).get() == 2));
            mayEnd.countDown();
            for (JobId id : jobs) {
                assertThat(three.await(id, JobState.SUCCEEDED).attempts())
                        .extracting(SilenceTest::outcome)
                        .isEqualTo(
                                ofKilled.contains(id)
                                        ? List.of(Outcome.LOST, Outcome.SUCCEEDED)
                                        : List.of(Outcome.SUCCEEDED));
            }
            kill.get();
        }

        /** Starts servers, and jobs on all of them that run until they may end. */
        private Set<JobId> running(TestEngines engines, int servers, List<Engine> started) {
            engines.lease = LEASE;
            engines.task("t", Duration.ofMinutes(10), (args, context) -> { // longer than any silence
                begun.computeIfAbsent(context.jobId(), none -> new AtomicInteger())
                        .incrementAndGet();
                mayEnd.await();
                return Optional.empty();
            });
            engines.store = engines.store(proxy.port());
            for (int i = 0; i < servers; i++) {
                var store = engines.store(proxy.port());
                started.add(engines.start(store, store.leases(), JOBS / servers, true, true));
            }
            Set<JobId> jobs = Set.copyOf(engines.submit(JOBS, aJob("t", 3)));
            jobs.forEach(id -> engines.await(id, JobState.RUNNING));
            await().until(() -> begun.keySet().containsAll(jobs));
            // so that a killed worker's jobs find room
            if (servers > 1) {
                var store = engines.store(proxy.port());
                started.add(engines.start(store, store.leases(), JOBS, true, true));
            }
            return jobs;
        }

        /** Asks like a server that has asked in vain since then: one that has not would hide the silence from the others. */
        private static void awaitNoGrace(TestEngines engines, long silentSince) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> engines.store
                            .upkeep()
                            .rescue("observer", LEASE, 0, Duration.ofNanos(System.nanoTime() - silentSince))
                            .silence()
                            .isZero());
        }

        private void command(String name, String... args) {
            try (RedisClient client = redis.client()) {
                client.executeCommand(new CommandArguments(Protocol.Command.valueOf(name)).addObjects((Object[]) args));
            }
        }

        @Override
        public void close() {
            mayEnd.countDown();
            one.close();
            three.close();
            proxy.close();
            redis.close();
        }
    }

    private static Outcome outcome(Attempt attempt) {
        return attempt.outcome().orElseThrow();
    }
}
