package nightshift.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.job.LeasedAttempt;
import nightshift.store.Checkpoints.Commit;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import org.junit.jupiter.api.Test;

class StepProgressTest {

    private static final JobXml FILE = new JobXml("any", Set.of("always"), Set.of("parts"));

    private final KeptCheckpoints store = new KeptCheckpoints();

    private StepProgress attempt(String step) throws InterruptedException {
        LeasedAttempt attempt = FakeContext.first();
        return new Progress(new Checkpointer(store, attempt), FILE, attempt.jobId()).step(step);
    }

    private static StepResult counts(String step, long read) {
        return new StepResult(step, "COMPLETED", read, read, 0, 0, 1, 0);
    }

    @Test
    void nextAttemptContinuesWhereTheLastEnded() throws Exception {
        StepProgress first = attempt("load");
        assertThat(first.readerFrom(null)).isNull();
        first.readerAt(Position.of(40L));
        first.writerAt(Position.of("file-2"));
        first.committed(counts("load", 40));

        StepProgress next = attempt("load");
        assertThat(next.wasDone()).isFalse();
        assertThat(next.readerFrom(null)).isEqualTo(40L);
        assertThat(next.writerFrom(null)).isEqualTo("file-2");
        assertThat(next.readerFrom(45L)).as("the runtime's own is newer").isEqualTo(45L);
        assertThat(next.total(counts("load", 2)).read()).isEqualTo(42);
    }

    @Test
    void everyAllowedTypeComesBackAsItWas() throws AttemptFailed {
        for (Serializable value : List.<Serializable>of(
                "text", "", true, (byte) 1, (short) 2, 3, 4L, 1.5f, 2.5, BigInteger.TEN, new BigDecimal("1.10"))) {
            assertThat(Position.value(Position.of(value))).isEqualTo(value).hasSameClassAs(value);
        }
        assertThat(Position.of(null)).isNull();
    }

    @Test
    void otherTypesAreRefusedWithTheirRemedy() {
        for (Serializable value : List.of(new ArrayList<>(), new ConcurrentHashMap<>(), Thread.State.NEW)) {
            assertThatThrownBy(() -> Position.of(value))
                    .isInstanceOf(AttemptFailed.class)
                    .hasMessageContaining(value.getClass().getName())
                    .hasMessageContaining("return a String");
        }
    }

    @Test
    void whatIsDoneStaysDone() throws Exception {
        attempt("load").done(counts("load", 7));

        StepProgress next = attempt("load");
        assertThat(next.wasDone()).isTrue();
        assertThat(next.exitStatus()).isEqualTo("COMPLETED");
        next.done(counts("load", 0));
        assertThat(next.total(counts("load", 0)).read()).isEqualTo(7);
    }

    @Test
    void stepThatMayAlwaysStartStartsOver() throws Exception {
        attempt("always").done(counts("always", 7));

        StepProgress next = attempt("always");
        assertThat(next.wasDone()).isFalse();
        next.done(counts("always", 5));
        assertThat(attempt("always").wasDone()).isFalse();
        assertThat(store.kept).hasSize(1);
    }

    @Test
    void partitionsKeepNoCheckpointsButThatTheyAreDone() throws Exception {
        StepProgress parts = attempt("parts");
        parts.readerAt(Position.of(1));
        parts.committed(counts("parts", 1));
        assertThat(store.kept).isEmpty();

        parts.done(counts("parts", 9));
        assertThat(attempt("parts").wasDone()).isTrue();
    }

    @Test
    void nothingContinuesAfterARefusedCheckpoint() throws Exception {
        store.answers.add(Commit.LEASE_LOST);
        StepProgress load = attempt("load");
        load.mustBeKept();
        load.committed(counts("load", 1));

        assertThatThrownBy(load::mustBeKept).isInstanceOf(AttemptFailed.class).hasMessageContaining("Another worker");
    }

    @Test
    void nothingContinuesAfterACheckpointThatTheStoreHasLost() throws Exception {
        StepProgress load = attempt("load");
        load.readerAt(Position.of(1));
        load.committed(counts("load", 1));
        store.kept.clear();
        load.readerAt(Position.of(2));
        load.committed(counts("load", 2));

        assertThatThrownBy(load::mustBeKept).isInstanceOf(AttemptFailed.class).hasMessageContaining("no longer has");
    }
}
