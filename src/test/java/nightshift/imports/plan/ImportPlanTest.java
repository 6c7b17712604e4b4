package nightshift.imports.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import nightshift.imports.RejectedRow;
import nightshift.imports.rows.Block;
import nightshift.imports.rows.Rejects;
import nightshift.imports.rows.Row;
import nightshift.job.Due;
import nightshift.job.Lease;
import nightshift.job.Spread;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

class ImportPlanTest {

    private static final ImportPlan PLAN = new ImportPlan(
            new TaskName("mail.send"),
            new QueueName("mail"),
            Optional.of("a.csv"),
            FileFormat.CSV,
            Map.of("E-mail", Optional.of("to"), "Notes", Optional.empty()),
            Map.of("E-mail", CellType.JSON),
            3,
            7,
            Optional.of(600_000L),
            List.of("spring"),
            100,
            9,
            List.of("E-mail", "Notes"),
            List.of(new ImportPlan.Partition(13, 60, 1, 2), new ImportPlan.Partition(60, 100, 5, 8)),
            "eve");
    private static final Lease LEASE = new Lease(new JobId(UUID.randomUUID()), 3, "worker01abcdef");

    @Test
    void aPlanIsReadAsItWasWritten() {
        assertThat(ImportPlan.parse(PLAN.json())).isEqualTo(PLAN);
        ImportPlan bare = new ImportPlan(
                PLAN.task(),
                PLAN.queue(),
                Optional.empty(),
                FileFormat.NDJSON,
                Map.of(),
                Map.of(),
                5,
                10,
                Optional.empty(),
                List.of(),
                1,
                1,
                List.of(),
                List.of(),
                "eve");
        assertThat(ImportPlan.parse(bare.json())).isEqualTo(bare);
        assertThat(bare.json()).contains("\"types\":{},");
        assertThat(ImportPlan.parse(bare.json().replace("\"types\":{},", ""))).isEqualTo(bare);
        assertThat(ImportPlan.parse(bare.json().replace("\"spreadMillis\":null,", "")))
                .isEqualTo(bare);
    }

    @Test
    void jobsOfRowsCarryTheImport() {
        JobId id = LEASE.job();

        assertThat(PLAN.submission(id, "{\"to\":1}", 8).job()).satisfies(job -> {
            assertThat(job.task()).isEqualTo(new TaskName("mail.send"));
            assertThat(job.queue()).isEqualTo(new QueueName("mail"));
            assertThat(job.options().priority()).isEqualTo(3);
            assertThat(job.options().maxAttempts()).isEqualTo(7);
            assertThat(job.args()).isEqualTo("{\"to\":1}");
            assertThat(job.due())
                    .as("the same whenever the row is read")
                    .isEqualTo(new Due.After(new Spread(Duration.ofMinutes(10)).delay(8)));
            assertThat(job.options().tags()).containsExactly("spring", "import:" + id);
        });
    }

    @Test
    void aStateIsReadAsItWasWritten() {
        PartitionState start = PartitionState.start(PLAN.partitions().get(1));

        assertThat(PLAN.checkpoints()).containsOnlyKeys("p0", "p1").containsEntry("p1", start.text());
        assertThat(PartitionState.parse(start.text())).isEqualTo(start);
        assertThat(PartitionState.parse(start.heldBy(LEASE).text())).isEqualTo(start.heldBy(LEASE));
        assertThatThrownBy(() -> PartitionState.parse("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStateMovesOnByBlocks() {
        ImportPlan.Partition partition = PLAN.partitions().get(1);
        Block block = new Block(
                60, 100, 5, 8, 12, List.of(new Row.Text(8, "a"), new Row.Text(9, "b"), new Row.Text(10, "c")));

        PartitionState state = PartitionState.start(partition).heldBy(LEASE).after(block, 1, 77, Duration.ofMillis(30));

        assertThat(state)
                .isEqualTo(new PartitionState(100, 8, 12, 3, 2, 1, 77, Duration.ofMillis(30), Optional.of(LEASE)));
        assertThat(state.isDone(partition)).isTrue();
        assertThat(PartitionState.start(partition).isDone(partition)).isFalse();
        assertThat(state.free().holder()).isEmpty();
    }

    @Test
    void aRejectedRowIsReadAsItWasWritten() {
        RejectedRow cells = new RejectedRow(3, Optional.of("a\n"), "must \"not\"", "[\"x\\ny\",\"\"]");
        RejectedRow text = new RejectedRow(4, Optional.empty(), "no", "\"{\"");

        assertThat(new String(Rejects.line(cells))).endsWith("\n").hasLineCount(1);
        assertThat(Rejects.read(new String(Rejects.line(cells)))).isEqualTo(cells);
        assertThat(Rejects.read(new String(Rejects.line(text)))).isEqualTo(text);
    }
}
