package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.job.Due;
import nightshift.job.JobChange;
import nightshift.job.JobState;
import nightshift.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPatchTest {

    private static JobChange of(String patch) {
        return new JobPatch(patch.getBytes(UTF_8), new Tasks()).of(Jobs.job(JobState.READY));
    }

    @Test
    void onlyWhatIsNamedChanges() {
        assertThat(of("{}"))
                .isEqualTo(new JobChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(of("{\"args\": {\"n\": 1e400}, \"priority\": 1, \"delay\": \"PT5M\", \"tags\": [\"a\"]}"))
                .isEqualTo(new JobChange(
                        Optional.of("{\"n\": 1e400}"),
                        Optional.of(1),
                        Optional.of(new Due.After(Duration.ofMinutes(5))),
                        Optional.of(List.of("a"))));
    }

    @Test
    void nullStandsForTheDefault() {
        assertThat(of("{\"args\": null, \"priority\": null, \"runAt\": null, \"tags\": null}"))
                .isEqualTo(new JobChange(
                        Optional.of("{}"), Optional.of(5), Optional.of(new Due.Now()), Optional.of(List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "/priority, 422, '{\"priority\": 10}'",
        "/delay, 422, '{\"delay\": \"PT1S\", \"runAt\": \"2026-11-24T14:02:11Z\"}'",
        "/queue, 422, '{\"queue\": \"other\"}'",
        "/queue, 422, '{\"queue\": null}'",
        "/tags/0, 422, '{\"tags\": [\"\"]}'",
        "/runAt, 422, '{\"runAt\": \"tomorrow\"}'",
    })
    void whatCannotBeChangedIsNamed(String pointer, int status, String patch) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> of(patch));
        assertThat(refused.problem().status()).isEqualTo(status);
        assertThat(refused.problem().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo(pointer));
    }
}
