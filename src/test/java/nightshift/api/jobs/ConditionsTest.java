package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.format.filter.FilterText;
import nightshift.format.filter.SeparateConditions;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.task.Violation;
import nightshift.web.ProblemException;
import nightshift.web.Query;
import nightshift.web.RecordBody;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

    private static JobFilter query(Map<String, List<String>> parameters) {
        Query query = new Query(parameters);
        JobFilter filter = Conditions.read(query);
        query.end();
        return filter;
    }

    record Body(Conditions filter) {}

    private static JobFilter json(String text) {
        return RecordBody.read(text.getBytes(UTF_8), Body.class, "Nothing was done")
                .filter()
                .all();
    }

    @Test
    void bothFormsGiveTheSameFilter() {
        JobFilter filter = new SeparateConditions(
                        Set.of(JobState.DEAD, JobState.EXPIRED),
                        Optional.of(new QueueName("mail")),
                        Optional.of(new TaskName("mail.send")),
                        Optional.of("tenant=7"),
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2026-01-02T00:00:00Z")),
                        Optional.of("timeout"))
                .filter();

        assertThat(query(Map.of(
                        "state", List.of("DEAD", "EXPIRED"),
                        "queue", List.of("mail"),
                        "task", List.of("mail.send"),
                        "tag", List.of("tenant=7"),
                        "createdAfter", List.of("2026-01-01T00:00:00Z"),
                        "createdBefore", List.of("2026-01-02T00:00:00Z"),
                        "q", List.of("timeout"))))
                .isEqualTo(filter);
        assertThat(json("""
                        {"filter": {"state": ["DEAD", "EXPIRED"], "queue": "mail", "task": "mail.send", "tag": "tenant=7",
                         "createdAfter": "2026-01-01T00:00:00Z", "createdBefore": "2026-01-02T00:00:00Z", "q": "timeout"}}
                        """)).isEqualTo(filter);
        assertThat(query(Map.of())).isEqualTo(JobFilter.ALL);
        assertThat(json("{\"filter\": {}}")).isEqualTo(JobFilter.ALL);
    }

    @Test
    void aFilterIsATextOrOneOfTheConditions() {
        JobFilter filter = FilterText.read("queue:mail tag:a* state:dead", Instant.EPOCH);

        assertThat(query(Map.of("filter", List.of("tag:a* state:dead"), "queue", List.of("mail"))))
                .isEqualTo(filter);
        assertThat(json("{\"filter\": \"tag:a* state:dead queue:mail\"}")).isEqualTo(filter);
        assertThat(json("{\"filter\": {\"filter\": \"tag:a* queue:mail\", \"state\": [\"DEAD\"]}}"))
                .isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "stat:dead", "state:dead quue:x"})
    void aFilterThatCannotBeReadIsMalformedWhereverItStands(String text) {
        for (var place : Map.<String, ThrowingCallable>of(
                        "?filter", () -> query(Map.of("filter", List.of(text), "queue", List.of("mail"))),
                        "/filter", () -> json("{\"filter\": \"" + text + "\"}"),
                        "/filter/filter",
                                () -> json("{\"filter\": {\"queue\": \"mail\", \"filter\": \"" + text + "\"}}"))
                .entrySet()) {
            ProblemException refused = catchThrowableOfType(ProblemException.class, place.getValue());

            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().errors())
                    .extracting(Violation::pointer)
                    .containsExactly(place.getKey());
        }
    }

    @ParameterizedTest
    @CsvSource({"state, DONE", "queue, a b", "task, a b", "tag, ''", "createdAfter, x", "createdBefore, x", "q, ''"})
    void bothFormsFindTheSameFault(String name, String value) {
        boolean list = name.equals("state");
        String text = "\"" + value + "\"";

        Violation inQuery = fault(() -> query(Map.of(name, List.of(value))));
        Violation inBody =
                fault(() -> json("{\"filter\": {\"" + name + "\": " + (list ? "[" + text + "]" : text) + "}}"));

        assertThat(inQuery.pointer()).isEqualTo("?" + name);
        assertThat(inBody.pointer()).isEqualTo("/filter/" + name + (list ? "/0" : ""));
        assertThat(inBody.detail()).isEqualTo(inQuery.detail());
    }

    private static Violation fault(ThrowingCallable call) {
        List<Violation> errors =
                catchThrowableOfType(ProblemException.class, call).problem().errors();
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }
}
