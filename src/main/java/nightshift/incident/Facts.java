package nightshift.incident;

import java.time.Instant;
import java.util.List;
import nightshift.incident.Monitoring.Monitored;
import nightshift.job.WorkerInfo;
import nightshift.operations.Operations.Operation;
import nightshift.store.FailureHours;
import nightshift.store.HistoryEntry;
import nightshift.store.QueueControl.Throughput;

/**
 * Everything that a report is written from.
 *
 * @param window        the time that it covers
 * @param at            when it was made
 * @param version       of the server that makes it
 * @param console       address of the console, without a slash at the end
 * @param history       what was done before the end of the window, oldest first
 * @param workers       those that are known now
 * @param operations    those that were under way in the window, oldest first
 * @param allOperations whether these are all
 * @param failures      the failure groups of these hours
 * @param minutes       what happened in the latest two hours
 * @param monitored     what Prometheus knows
 */
record Facts(
        Window window,
        Instant at,
        String version,
        String console,
        List<HistoryEntry> history,
        List<WorkerInfo> workers,
        List<Operation> operations,
        boolean allOperations,
        FailureHours.InTime failures,
        List<Throughput> minutes,
        Monitored monitored) {}
