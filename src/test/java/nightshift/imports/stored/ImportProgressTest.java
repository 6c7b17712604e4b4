package nightshift.imports.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.imports.Imports;
import nightshift.imports.Imports.Import;
import nightshift.imports.Imports.Stage;
import nightshift.imports.plan.PartitionState;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far an import is. */
class ImportProgressTest extends StoredImportsFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    ImportProgressTest() {
        super(REDIS);
    }

    @Test
    void howFarItIsComesFromTheCheckpoints() throws Exception {
        Import begun = begin(FileFormat.NDJSON, "{\"value\":1}\n".repeat(4), 2);
        Lease lease = claim();
        PartitionState state =
                PartitionState.parse(store.checkpoints().all(begun.id()).get("p0"));
        move(
                lease,
                begun.id(),
                state,
                new PartitionState(12, 2, 2, 1, 1, 0, 0, Duration.ofMillis(500), Optional.of(lease)));

        Import running = imports.find(begun.id()).orElseThrow();
        assertThat(running.state()).isEqualTo(JobState.RUNNING);
        assertThat(running.startedAt()).isPresent();
        assertThat(List.of(running.read(), running.submitted(), running.rejected(), running.bytesRead()))
                .containsExactly(1L, 1L, 0L, 12L);
        assertThat(running.rowsPerSecond()).contains(2.0);
        assertThat(running.left()).contains(Duration.ofMillis(1500));
        assertThat(running.partitions().get(0))
                .isEqualTo(new Imports.Partition(Stage.RUNNING, 24, 12, 1, 1, 0, Optional.of("worker01")));
    }

    @ParameterizedTest
    @CsvSource({"'value\n1\n2\n3\n'", "'\uFEFFvalue\n1\n2\n3'", "'\nvalue\n\n1\n2\n\n3\n\n'"})
    void whenAllIsReadAllBytesAreWhateverIsInNoRow(String file) throws Exception {
        Import begun = begin(FileFormat.CSV, file, 2);
        Lease lease = claim();
        assertThat(begun.bytesRead()).isLessThan(begun.bytes());

        for (int i = 0; i < begun.partitions().size(); i++) {
            PartitionState state =
                    PartitionState.parse(store.checkpoints().all(begun.id()).get("p" + i));
            move(
                    lease,
                    begun.id(),
                    state,
                    new PartitionState(
                            state.offset() + begun.partitions().get(i).bytes(),
                            4,
                            4,
                            1,
                            1,
                            0,
                            0,
                            Duration.ZERO,
                            Optional.of(lease)),
                    i);
        }

        Import done = imports.find(begun.id()).orElseThrow();
        assertThat(done.bytesRead()).isEqualTo(done.bytes());
    }
}
