package nightshift.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.JobState;
import nightshift.job.Submission;
import nightshift.store.ChangeResult;
import nightshift.store.JobIntake;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.web.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongWorkTest {

    private static final String ID = "019ab3c4-0000-7000-8000-000000000001";

    private final List<String> changes = new ArrayList<>();
    private ChangeResult result = new ChangeResult.Changed(JobState.READY);
    private Optional<String> off = Optional.empty();
    private final LongWork<String> work = new LongWork<>(
            "import",
            () -> off,
            id -> id.toString().equals(ID) ? Optional.of("work") : Optional.empty(),
            new JobIntake() {
                @Override
                public List<SubmitResult> submit(List<Submission> submissions) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public ChangeResult cancel(JobId id) {
                    changes.add("cancel " + id);
                    return result;
                }

                @Override
                public ChangeResult retry(JobId id) {
                    changes.add("retry " + id);
                    return result;
                }

                @Override
                public ChangeResult retry(JobId id, Function<Job, String> args) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public ChangeResult run(JobId id) {
                    throw new AssertionError();
                }

                @Override
                public ChangeResult revise(JobId id, Function<Job, JobChange> change) {
                    throw new AssertionError();
                }
            });

    private static void problem(ThrowingCallable call, int status, String detail, Optional<String> state) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(status);
            assertThat(e.problem().detail()).isEqualTo(detail);
            assertThat(e.problem().state()).isEqualTo(state);
        });
    }

    @Test
    void stoppingAndRestartingChangeTheJobAndAnswerWithTheWork() {
        assertThat(work.stop(ID)).isEqualTo("work");
        assertThat(work.restart(ID)).isEqualTo("work");

        assertThat(changes).containsExactly("cancel " + ID, "retry " + ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "019ab3c4-0000-7000-8000-000000000002"})
    void workThatThereIsNotIsNotFoundByAnyCall(String id) {
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(() -> work.find(id), () -> work.stop(id), () -> work.restart(id))) {
            problem(call, 404, "There is no such import.", Optional.empty());
        }
        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, SUCCEEDED", "CANCELLED, STOPPED"})
    void aRefusalNamesTheStateAsTheWorkShowsIt(JobState state, String shown) {
        result = new ChangeResult.Refused(state);

        problem(() -> work.stop(ID), 409, "An import that is " + shown + " cannot be stopped.", Optional.of(shown));
        problem(
                () -> work.restart(ID),
                409,
                "An import that is " + shown + " cannot be restarted.",
                Optional.of(shown));
    }

    @Test
    void aServerThatDoesNoSuchWorkStopsItButDoesNotRestartIt() {
        off = Optional.of("no folder");

        assertThat(work.stop(ID)).isEqualTo("work");
        problem(() -> work.restart(ID), 503, "no folder", Optional.empty());
        assertThat(changes).containsExactly("cancel " + ID);
    }
}
