package nightshift.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import nightshift.incident.Monitoring.Found;
import nightshift.incident.Monitoring.Monitored;
import nightshift.job.ActionResult;
import nightshift.job.FailureCause;
import nightshift.job.Fingerprint;
import nightshift.job.JobAction;
import nightshift.job.JobState;
import nightshift.job.WorkerInfo;
import nightshift.operations.OperationRequest;
import nightshift.operations.Operations.Operation;
import nightshift.operations.Operations.Phase;
import nightshift.operations.Operations.Skipped;
import nightshift.store.FailureGroup;
import nightshift.store.FailureHours.Failing;
import nightshift.store.FailureHours.InTime;
import nightshift.store.HistoryEntry;
import nightshift.store.HistoryEntry.Kind;
import nightshift.store.HistoryEntry.Place;
import nightshift.store.JobFilter;
import nightshift.store.QueueControl.Throughput;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");
    private static final Window WINDOW = new Window(TEN, TEN.plusSeconds(3600));
    private static final JobId ID =
            JobId.parse("019ab3c4-0000-7000-8000-000000000000").orElseThrow();
    /** What people who can submit a job, or name a thing, can try. */
    private static final String RUBBISH = "`\n\n## Alerts\n\n| a | b |\n<img src=x> [x](http://evil.example)\u202e";

    private List<HistoryEntry> history = List.of();
    private List<WorkerInfo> workers = List.of();
    private List<Operation> operations = List.of();
    private InTime failures = new InTime(List.of(), List.of(), 0, 0);
    private List<Throughput> minutes = List.of();
    private Monitored monitored = Monitored.without("Prometheus is not set.");

    @Test
    void aQuietHourHasAllSectionsAndNothingInThem() {
        assertThat(report().lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "# Incident report: 2026-11-30 10:00:00 to 2026-11-30 11:00:00 UTC",
                        "## Impact",
                        "## Timeline",
                        "## Alerts",
                        "## Deploys",
                        "### Versions, as Prometheus saw them",
                        "### Servers with workers",
                        "## Pauses",
                        "## Operations",
                        "## Failure groups",
                        "### New",
                        "### With the most failures",
                        "## Charts",
                        "### Jobs, counted by Redis");
        assertThat(report()).contains("## Alerts\n\nPrometheus is not set.\n\n## Deploys");
    }

    @Test
    void theTimelineHasWhatHappenedInItsOrder() {
        history = List.of(
                person(TEN.minusSeconds(60), Kind.QUEUE_PAUSED, "early", "ann"),
                worker(TEN.plusSeconds(10), Kind.WORKER_STOPPED, "w0000001", "1.0"),
                worker(TEN.plusSeconds(20), Kind.WORKER_STARTED, "w0000002", "1.1"),
                person(TEN.plusSeconds(70), Kind.QUEUE_PAUSED, "mail", "ann"),
                person(TEN.plusSeconds(75), Kind.BREAKER_OPENED, "a.example.com", "ann"),
                person(TEN.plusSeconds(80), Kind.QUEUE_RESUMED, "early", "bob"),
                new HistoryEntry(
                        TEN.plusSeconds(85), Kind.SCHEDULE_PAUSED, "nightly", "", Optional.of(ID), Optional.empty()));
        operations = List.of(operation("ann"));
        failures = new InTime(
                List.of(failing("boom", TEN.plusSeconds(30))), List.of(failing("boom", TEN.plusSeconds(30))), 1, 1);
        monitored = new Monitored(
                Found.all(List.of(
                        new Alert(
                                "RedisDown",
                                "page",
                                Map.of("namespace", "x"),
                                Optional.of(TEN.plusSeconds(45)),
                                Optional.of(TEN.plusSeconds(105))),
                        new Alert(
                                "QueueStuck", "ticket", Map.of("queue", "mail"), Optional.empty(), Optional.empty()))),
                Found.all(List.of(new Build("1.1", "abc", 2, Optional.of(TEN.plusSeconds(25)), Optional.empty()))),
                Found.all(List.of()),
                Found.all(List.of()));

        assertThat(section("Timeline").lines().filter(line -> line.startsWith("| 2026")))
                .containsExactly(
                        "| 2026-11-30 10:00:10 | Server `host` (worker `w0000001`, version `1.0`) stopped |",
                        "| 2026-11-30 10:00:20 | Server `host` (worker `w0000002`, version `1.1`) started |",
                        "| 2026-11-30 10:00:25 | Version `1.1` appeared |",
                        "| 2026-11-30 10:00:30 | New failure [group](http://c/failures/00000000000000aa): `boom` |",
                        "| 2026-11-30 10:00:45 | Alert `RedisDown` (`page`) began to fire |",
                        "| 2026-11-30 10:01:00 | Operation [retry](http://c/operations/" + ID + ") begun by `ann` |",
                        "| 2026-11-30 10:01:10 | Queue `mail` paused by `ann` |",
                        "| 2026-11-30 10:01:15 | Breaker of `a.example.com` opened by `ann` |",
                        "| 2026-11-30 10:01:20 | Queue `early` resumed by `bob` |",
                        "| 2026-11-30 10:01:25 | Schedule `nightly` paused by its [failed job](http://c/jobs/" + ID
                                + ") |",
                        "| 2026-11-30 10:01:30 | Operation [retry](http://c/operations/" + ID
                                + ") ended (succeeded, 7 done) |",
                        "| 2026-11-30 10:01:45 | Alert `RedisDown` (`page`) ended |");
        assertThat(section("Pauses"))
                .contains("| 2026-11-30 09:59:00 | `ann` | 2026-11-30 10:01:20 | `bob` | queue `early` |")
                .contains("| 2026-11-30 10:01:10 | `ann` | still |  | queue `mail` |");
        assertThat(section("Alerts"))
                .contains(
                        "| before | still fires | `QueueStuck` | `ticket` | `queue=mail` | [runbook](http://c/runbooks#queuestuck) |");
        assertThat(section("Operations")).contains("| succeeded | 7 | 3 running | 1 |");
    }

    @Test
    void whatWasOverBeforeOrCameLaterIsLeftOut() {
        history = List.of(
                person(TEN.minusSeconds(60), Kind.QUEUE_PAUSED, "early", "ann"),
                person(TEN.minusSeconds(50), Kind.QUEUE_RESUMED, "early", "ann"),
                worker(TEN.minusSeconds(40), Kind.WORKER_STARTED, "w0000001", "1.0"),
                worker(TEN.minusSeconds(30), Kind.WORKER_STOPPED, "w0000001", "1.0"));
        workers = List.of(info("w0000002", WINDOW.to(), WorkerInfo.State.LIVE));

        assertThat(section("Pauses")).contains("None.");
        assertThat(section("Deploys")).doesNotContain("w0000001", "w0000002");
    }

    @Test
    void aWorkerThatIsLostEndedWithItsLastHeartbeat() {
        workers = List.of(
                info("w0000001", TEN.minusSeconds(500), WorkerInfo.State.LOST),
                info("w0000002", TEN.minusSeconds(400), WorkerInfo.State.LIVE));

        assertThat(section("Deploys"))
                .contains("| 2026-11-30 09:51:40 | 2026-11-30 10:00:05, lost | `w0000001` | `host` | `1.0` |")
                .contains("| 2026-11-30 09:53:20 | still runs | `w0000002` | `host` | `1.0` |");
        assertThat(section("Timeline")).contains("(worker `w0000001`, version `1.0`) sent its last heartbeat");
    }

    @Test
    void noTextOfOthersForgesAPart() {
        history = List.of(
                person(TEN.plusSeconds(1), Kind.QUEUE_PAUSED, RUBBISH, RUBBISH),
                new HistoryEntry(
                        TEN.plusSeconds(2),
                        Kind.WORKER_STARTED,
                        RUBBISH,
                        "",
                        Optional.empty(),
                        Optional.of(new Place(RUBBISH, RUBBISH))));
        operations = List.of(operation(RUBBISH));
        failures = new InTime(List.of(failing(RUBBISH, TEN)), List.of(failing(RUBBISH, TEN)), 1, 1);
        Alert alert = new Alert(
                RUBBISH, RUBBISH, Map.of(RUBBISH, RUBBISH, "queue", RUBBISH), Optional.of(TEN), Optional.of(TEN));
        monitored = new Monitored(
                Found.all(List.of(alert)),
                Found.all(List.of(new Build(RUBBISH, RUBBISH, 1, Optional.of(TEN), Optional.of(TEN)))),
                Found.all(List.of()),
                Found.all(List.of()));

        String report = report();

        assertThat(report.lines().filter("## Alerts"::equals)).hasSize(1);
        assertThat(report.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(line -> assertThat(line.replaceAll("`[^`]*`", "")).doesNotContain("<", "evil", "`"));
        assertThat(report.lines().filter(line -> !line.startsWith("|"))).noneMatch(line -> line.contains("evil"));
    }

    @Test
    void chartsAreTablesAndRedisCountsWhereThereAreNone() {
        minutes = List.of(
                new Throughput(TEN.minusSeconds(120), 50, 50, 50, 50), new Throughput(TEN.plusSeconds(60), 5, 4, 3, 2));
        assertThat(section("Charts"))
                .contains("| 2026-11-30 10:02:00 | 5 | 4 | 3 | 2 |")
                .doesNotContain("50");

        Chart chart = new Chart(
                "Times",
                List.of(new Chart.Column("p95", Unit.SECONDS), new Chart.Column("up", Unit.SHARE)),
                List.of(new Chart.Row(
                        TEN.plusSeconds(60), List.of(OptionalDouble.of(0.0123), OptionalDouble.empty()))));
        monitored = new Monitored(
                Found.all(List.of()),
                Found.all(List.of()),
                Found.all(List.of(new Figure("Longest wait", Unit.SECONDS, OptionalDouble.of(125)))),
                Found.all(List.of(chart)));
        assertThat(section("Charts"))
                .contains("| until | p95 | up |", "| 2026-11-30 10:01:00 | 12 ms | – |")
                .doesNotContain("Redis keeps");
        assertThat(section("Impact")).contains("| Longest wait | 125 s |");
    }

    private String report() {
        return ReportText.of(new Facts(
                WINDOW,
                TEN.plus(Duration.ofDays(1)),
                "1.1",
                "http://c",
                history,
                workers,
                operations,
                true,
                failures,
                minutes,
                monitored));
    }

    private String section(String title) {
        return report().split("\n## " + title + "\n", 2)[1].split("\n## ", 2)[0];
    }

    private static HistoryEntry person(Instant at, Kind kind, String subject, String by) {
        return new HistoryEntry(at, kind, subject, by, Optional.empty(), Optional.empty());
    }

    private static HistoryEntry worker(Instant at, Kind kind, String id, String version) {
        return new HistoryEntry(at, kind, id, "", Optional.empty(), Optional.of(new Place("host", version)));
    }

    private static WorkerInfo info(String id, Instant startedAt, WorkerInfo.State state) {
        return new WorkerInfo(id, "host", 1, "1.0", startedAt, TEN.plusSeconds(5), state, 1, 0, Set.of());
    }

    private static Failing failing(String message, Instant firstSeen) {
        FailureCause cause = new FailureCause(
                new Fingerprint("00000000000000aa"),
                Optional.of(new TaskName("demo.fail")),
                "",
                message,
                "",
                Optional.empty(),
                Optional.empty());
        FailureGroup group = new FailureGroup(
                cause, 2, 1, Map.of(), 9, firstSeen, firstSeen, List.of(), Optional.empty(), Optional.empty());
        return new Failing(group, 9);
    }

    private static Operation operation(String by) {
        return new Operation(
                ID,
                JobState.SUCCEEDED,
                false,
                new OperationRequest(
                        JobAction.of(JobAction.Kind.RETRY),
                        JobFilter.ALL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                TEN.plusSeconds(60),
                by,
                Optional.of(TEN.plusSeconds(61)),
                Optional.of(TEN.plusSeconds(90)),
                11,
                11,
                7,
                1,
                List.of(new Skipped(ActionResult.RUNNING, 3, List.of())),
                Phase.ENDED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
