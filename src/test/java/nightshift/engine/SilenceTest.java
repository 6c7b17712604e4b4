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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.Attempt;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.support.RedisServer;
import nightshift.support.TcpProxy;
import nightshift.task.JobId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** Redis does not answer for longer than a lease, and comes back: a worker that lives keeps its jobs. */
@Timeout(180)
class SilenceTest {

    private static final Duration LEASE = Duration.ofMillis(2_500); // shorter ones run out by themselves on a busy machine
    private static final int JOBS = 6;

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    /** An installation with one server, and one with three. */
    @RegisterExtension
    final TestEngines one = new TestEngines(REDIS);

    @RegisterExtension
    final TestEngines three = new TestEngines(REDIS);

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final Map<JobId, AtomicInteger> begun = new ConcurrentHashMap<>();
    private final TcpProxy proxy = new TcpProxy(REDIS.port());

    @AfterEach
    void close() {
        mayEnd.countDown();
        proxy.close();
    }

    /** Ways for Redis not to answer. */
    enum Silence {
        FROZEN {
            @Override
            void begin(SilenceTest test, long millis) {
                REDIS.freeze();
            }

            @Override
            void end(SilenceTest test) {
                REDIS.thaw();
            }
        },
        CLIENTS_PAUSED {
            @Override
            void begin(SilenceTest test, long millis) {
                command("CLIENT", "PAUSE", Long.toString(millis), "ALL");
            }

            @Override
            void end(SilenceTest test) {
                // it ends by itself, and answers no command that would end it earlier
            }
        },
        KILLED {
            @Override
            void begin(SilenceTest test, long millis) {
                REDIS.close();
            }

            @Override
            void end(SilenceTest test) {
                REDIS.start();
            }
        },
        READ_ONLY {
            @Override
            void begin(SilenceTest test, long millis) {
                command("REPLICAOF", "127.0.0.1", "1");
            }

            @Override
            void end(SilenceTest test) {
                command("REPLICAOF", "NO", "ONE");
            }
        },
        BUSY {
            @Override
            void begin(SilenceTest test, long millis) {
                command("CONFIG", "SET", "busy-reply-threshold", "100");
                Thread script = new Thread(() -> {
                    try {
                        command("EVAL", "while true do end", "0");
                    } catch (JedisException e) {
                        // killed, as planned
                    }
                });
                script.setDaemon(true);
                script.start();
            }

            @Override
            void end(SilenceTest test) {
                await().ignoreExceptions().until(() -> {
                    command("SCRIPT", "KILL");
                    return true;
                });
            }
        },
        CUT_OFF {
            @Override
            void begin(SilenceTest test, long millis) {
                test.proxy.cut();
            }

            @Override
            void end(SilenceTest test) {
                test.proxy.heal();
            }
        };

        abstract void begin(SilenceTest test, long millis);

        abstract void end(SilenceTest test);

        private static void command(String name, String... args) {
            try (RedisClient client = REDIS.client()) {
                client.executeCommand(new CommandArguments(Protocol.Command.valueOf(name)).addObjects((Object[]) args));
            }
        }

        /** Lasts for some leases. */
        void last(SilenceTest test, int leases, Runnable meanwhile) throws InterruptedException {
            long millis = LEASE.toMillis() * leases;
            begin(test, millis);
            try {
                TimeUnit.MILLISECONDS.sleep(millis / 2);
                meanwhile.run();
                TimeUnit.MILLISECONDS.sleep(millis / 2);
            } finally {
                end(test);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FROZEN, 2", "FROZEN, 20", "CLIENTS_PAUSED, 2", "CLIENTS_PAUSED, 20", "KILLED, 4", "READ_ONLY, 3", "BUSY, 3", "CUT_OFF, 3"})
    void liveWorkersKeepTheirJobs(Silence silence, int leases) throws InterruptedException {
        Set<JobId> jobs = ConcurrentHashMap.newKeySet();
        for (TestEngines engines : List.of(one, three)) {
            jobs.addAll(running(engines, engines == one ? 1 : 3));
        }

        silence.last(this, leases, () -> { });

        // everybody has renewed since, and everybody has had the time to rescue
        for (TestEngines engines : List.of(one, three)) {
            awaitNoGrace(engines);
        }
        mayEnd.countDown();
        for (JobId id : jobs) {
            TestEngines engines = one.store.catalog().find(id).isPresent() ? one : three;
            assertThat(engines.await(id, JobState.SUCCEEDED).attempts()).extracting(SilenceTest::outcome).containsExactly(Outcome.SUCCEEDED);
        }
        assertThat(begun.values()).hasSize(2 * JOBS).allMatch(times -> times.get() == 1);
        assertThat(one.fenced).hasValue(0);
        assertThat(three.fenced).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"FROZEN, 2", "CLIENTS_PAUSED, 4", "KILLED, 2"})
    void aWorkerKilledMeanwhileIsRescuedSoonAfter(Silence silence, int leases) throws InterruptedException {
        List<Engine> engines = new ArrayList<>();
        Set<JobId> jobs = running(three, 3, engines);
        Set<JobId> ofKilled = ConcurrentHashMap.newKeySet();
        for (JobId id : jobs) {
            if (three.job(id).attempts().get(0).worker().equals("worker01")) {
                ofKilled.add(id);
            }
        }
        assertThat(ofKilled).isNotEmpty();

        Thread killer = new Thread(engines.get(0)::close);
        silence.last(this, leases, killer::start);

        // a lease, here the time that connections need to come back, and the next look of a rescuer
        await().atMost(Duration.ofSeconds(12)).until(() -> ofKilled.stream().allMatch(id -> begun.get(id).get() == 2));
        mayEnd.countDown();
        for (JobId id : jobs) {
            assertThat(three.await(id, JobState.SUCCEEDED).attempts()).extracting(SilenceTest::outcome)
                    .isEqualTo(ofKilled.contains(id) ? List.of(Outcome.LOST, Outcome.SUCCEEDED) : List.of(Outcome.SUCCEEDED));
        }
        killer.join();
    }

    private Set<JobId> running(TestEngines engines, int servers) {
        return running(engines, servers, new ArrayList<>());
    }

    /** Starts servers, and jobs on all of them that run until they may end. */
    private Set<JobId> running(TestEngines engines, int servers, List<Engine> started) {
        engines.lease = LEASE;
        engines.task("t", (args, context) -> {
            begun.computeIfAbsent(context.jobId(), none -> new AtomicInteger()).incrementAndGet();
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

    private static void awaitNoGrace(TestEngines engines) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> engines.store.upkeep()
                .rescue("observer", LEASE, 0, Duration.ZERO).silence().isZero());
    }

    private static Outcome outcome(Attempt attempt) {
        return attempt.outcome().orElseThrow();
    }
}
