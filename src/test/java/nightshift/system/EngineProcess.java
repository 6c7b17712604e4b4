package nightshift.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import nightshift.binding.TaskCatalog;
import nightshift.binding.TaskCompiler;
import nightshift.builtin.DemoTasks;
import nightshift.engine.Engine;
import nightshift.engine.EngineConfig;
import nightshift.engine.Firer;
import nightshift.job.AttemptTracer;
import nightshift.job.BulkListener;
import nightshift.job.JobListener;
import nightshift.job.OperationListener;
import nightshift.job.Retention;
import nightshift.job.TaskDefinition;
import nightshift.operations.StoredOperations;
import nightshift.redis.RedisConfig;
import nightshift.redis.RedisStore;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleListener;
import nightshift.schedule.ScheduleName;
import nightshift.store.ScheduleTurns;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;

/**
 * The engine of a server in a JVM of its own: it runs the demo tasks, rescues, and fires schedules, but has no HTTP. So it starts in a
 * second. It can be killed, frozen, stopped and started again.
 */
final class EngineProcess implements AutoCloseable {

    static final String NAMESPACE = "nightshift";
    static final int SLOTS = 50;

    private static final Duration TURNS_TAKE = Duration.ofMillis(150);
    private static final String HOLDS_TURNS = "read which schedules have their turn";
    private static final String HAS_FIRED = "fired them";
    private static final String READY = "the engine is ready";

    private final int number;
    private final RedisServer redis;
    private final Duration lease;
    private final Path output;
    private int starts;
    private boolean frozen;
    private Process process;

    /** @param number tells engines of a test apart, from 1 to 9 */
    EngineProcess(String test, int number, RedisServer redis, Duration lease) throws IOException {
        this.number = number;
        this.redis = redis;
        this.lease = lease;
        output = Files.createDirectories(Path.of("target", "system")).resolve(test + "-" + number + ".log");
        Files.deleteIfExists(output);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** What runs in the JVM of its own, until it is killed, asked to stop, or the JVM of the test is gone. */
    public static void main(String[] args) throws IOException {
        ThreadFactory threads = EngineProcess::thread;
        RedisStore store = connect(URI.create(args[0]));
        Engine engine = new Engine(
                new EngineConfig(
                        args[2],
                        "localhost",
                        "test",
                        SLOTS,
                        Duration.parse(args[1]),
                        new Retention(Duration.ofDays(1), Duration.ofDays(1), 1_000_000),
                        true,
                        true),
                store.leases(),
                store.upkeep(),
                store.workers(),
                store.events(),
                new TaskCatalog(tasks(store)),
                new JobListener() {},
                AttemptTracer.NONE,
                Executors.newCachedThreadPool(threads),
                threads);
        Firer firer = new Firer(new SlowTurns(store.scheduleTurns()), store.events(), new ScheduleListener() {});
        engine.start();
        firer.start(threads);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> engine.drain(Duration.ZERO)));
        System.out.println(READY);
        System.in.read();
        Runtime.getRuntime().halt(1);
    }

    /** The demo tasks, and what does operations. */
    private static List<TaskDefinition> tasks(RedisStore store) {
        TaskCompiler compiler = new TaskCompiler();
        List<TaskDefinition> tasks = new ArrayList<>(DemoTasks.definitions(compiler));
        tasks.add(operations(store)
                .task(store.checkpoints(), OperationListener.NONE, BulkListener.NONE)
                .definition(compiler));
        return tasks;
    }

    /** Operations on the jobs of a store. */
    static StoredOperations operations(RedisStore store) {
        return new StoredOperations(
                store.bulkJobs(), store.catalog(), store.intake(), store.walks(), store.operationSteps());
    }

    /** Takes a while between reading what is due and firing it, so that a freeze can come in between. */
    private record SlowTurns(ScheduleTurns store) implements ScheduleTurns {

        @Override
        public Due due(int most, Duration reserved) {
            return store.due(most, reserved);
        }

        @Override
        public Fired fire(List<Order> orders) {
            System.out.println(HOLDS_TURNS);
            LockSupport.parkNanos(TURNS_TAKE.toNanos());
            Fired fired = store.fire(orders);
            System.out.println(HAS_FIRED);
            return fired;
        }

        @Override
        public void announce(Collection<Schedule> schedules, boolean change) {
            store.announce(schedules, change);
        }

        @Override
        public List<ScheduleName> forgetCode() {
            return store.forgetCode();
        }
    }

    /** A store that such engines share, for the test itself too. */
    static RedisStore connect(URI redis) {
        return RedisStore.connect(new RedisConfig(redis, NAMESPACE), EngineProcess::thread, new StoreListener() {});
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts it, and waits until it works. */
    EngineProcess start() throws IOException {
        starts++;
        frozen = false;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName(),
                        redis.url().toString(),
                        lease.toString(),
                        worker())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        await("an engine that is ready")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> log().stream().filter(READY::equals).count() == starts);
        return this;
    }

    /** The id under which it works since it was last started. */
    String worker() {
        return String.format("engine%d%d", number, starts);
    }

    /** Whether it can work. */
    boolean isUp() {
        return process.isAlive() && !frozen;
    }

    /** What it has logged, over all its starts. */
    List<String> log() throws IOException {
        return Files.readAllLines(output);
    }

    /** Whether it has read which schedules have their turn, and has not fired them. */
    boolean holdsTurns() {
        try {
            return log().stream()
                    .filter(List.of(READY, HOLDS_TURNS, HAS_FIRED)::contains)
                    .reduce("", (before, line) -> line)
                    .equals(HOLDS_TURNS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to stop: it hands back the jobs that run. */
    void stop() {
        process.toHandle().destroy(); // Process.destroy() closes the input too, and that ends it at once
        awaitEnd();
    }

    private void awaitEnd() {
        await("the end of the engine").until(() -> !process.isAlive());
    }

    /** Lets engines do nothing until {@link #thaw}, without ending them. */
    static void freeze(List<EngineProcess> engines) {
        signal("-STOP", engines);
        engines.forEach(engine -> engine.frozen = true);
    }

    /** Ends a {@link #freeze}. */
    static void thaw(List<EngineProcess> engines) {
        signal("-CONT", engines);
        engines.forEach(engine -> engine.frozen = false);
    }

    private static void signal(String name, List<EngineProcess> engines) {
        List<String> command = new ArrayList<>(List.of("kill", name));
        engines.forEach(engine -> command.add(Long.toString(engine.process.pid())));
        try {
            int status = new ProcessBuilder(command).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + name + " answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
