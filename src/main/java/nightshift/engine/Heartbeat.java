package nightshift.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.job.Lease;
import nightshift.job.WorkerInfo;
import nightshift.store.JobLeases;
import nightshift.store.WorkerRegistry;

/** Keeps this worker's leases and its place in the registry alive, on a thread of its own that no job can hold up. */
final class Heartbeat {

    private final EngineConfig config;
    private final JobLeases leases;
    private final WorkerRegistry registry;
    private final Dispatcher dispatcher;
    private final Instant startedAt = Instant.now();
    private final Loop loop;

    Heartbeat(EngineConfig config, JobLeases leases, WorkerRegistry registry, Dispatcher dispatcher) {
        this.config = config;
        this.leases = leases;
        this.registry = registry;
        this.dispatcher = dispatcher;
        // when the store is back, leases have to be renewed before they run out, however short they are
        this.loop = new Loop("heartbeat", config.heartbeat().dividedBy(2), this::runOnce);
    }

    Loop loop() {
        return loop;
    }

    private Duration runOnce() {
        List<RunningJob> held = new ArrayList<>(dispatcher.held());
        for (int from = 0; from < held.size(); from += JobLeases.BATCH) {
            extend(held.subList(from, Math.min(held.size(), from + JobLeases.BATCH)));
        }
        if (config.worker()) {
            registry.beat(info(), config.lease());
        }
        return Loop.about(config.heartbeat());
    }

    private void extend(List<RunningJob> jobs) {
        List<Lease> asked = jobs.stream().map(job -> job.claimed().lease()).toList();
        var answers = leases.extend(asked, config.lease());
        for (int i = 0; i < jobs.size(); i++) {
            RunningJob job = jobs.get(i);
            switch (answers.get(i)) {
                case EXTENDED -> {}
                case CANCEL_REQUESTED -> job.stop(StopReason.CANCELLED);
                case LEASE_LOST -> {
                    // a job settled while the answer was on its way is not lost
                    if (!job.hasEnded()) {
                        dispatcher.loseLease(job);
                    }
                }
            }
        }
    }

    private WorkerInfo info() {
        return new WorkerInfo(
                config.workerId(),
                config.host(),
                ProcessHandle.current().pid(),
                config.version(),
                startedAt,
                Instant.now(),
                dispatcher.isDraining() ? WorkerInfo.State.DRAINING : WorkerInfo.State.LIVE,
                config.concurrency(),
                dispatcher.busy(),
                dispatcher.known());
    }
}
