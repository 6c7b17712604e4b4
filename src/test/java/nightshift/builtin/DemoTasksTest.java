package nightshift.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import nightshift.binding.TaskCatalog;
import nightshift.binding.TaskCompiler;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import nightshift.task.TaskName;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTasksTest {

    private final TaskCatalog catalog = new TaskCatalog(DemoTasks.definitions(new TaskCompiler()));

    private TaskDefinition task(String name) {
        return catalog.find(new TaskName(name)).orElseThrow();
    }

    private Optional<String> run(String name, String args, FakeContext context) throws Exception {
        assertThat(task(name).args().violations(args)).isEmpty();
        return task(name).handler().handle(args, context);
    }

    @Test
    void noopTakesAnythingAndReturnsNothing() throws Exception {
        assertThat(run("demo.noop", "{\"any\": [1, 2]}", FakeContext.first())).isEmpty();
        assertThat(run("demo.noop", "[]", FakeContext.first())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12345678901234567890", "9007199254740993", "1.0", "[ ]", "{\"a\" : null}", "null", "\"\\u0041\""
            })
    void echoReturnsTheValueToTheByte(String value) throws Exception {
        assertThat(run("demo.echo", "{\"value\":" + value + "}", FakeContext.first()))
                .contains(value);
    }

    @Test
    void echoNeedsAValue() {
        assertThat(task("demo.echo").args().violations("{}")).containsExactly(new Violation("/value", "is required"));
    }

    @Test
    void failFailsAsOftenAsAskedThenSucceeds() throws Exception {
        String args = "{\"times\":2,\"message\":\"no luck\"}";
        FakeContext first = FakeContext.first();

        for (FakeContext attempt : List.of(first, first.next())) {
            assertThatThrownBy(() -> run("demo.fail", args, attempt))
                    .isInstanceOfSatisfying(
                            AttemptFailed.class, e -> assertThat(e.remedy()).isEqualTo(AttemptFailed.Remedy.RETRY))
                    .hasMessage("no luck");
        }
        assertThat(run("demo.fail", args, first.next().next())).isEmpty();
    }

    @Test
    void failRefusesNegativeTimes() {
        assertThat(task("demo.fail").args().violations("{\"times\":-1}"))
                .containsExactly(new Violation("/times", "must be at least 0"));
    }

    @Test
    void sleepEndsAfterItsTime() throws Exception {
        assertThat(run("demo.sleep", "{\"duration\":\"PT0.001S\"}", FakeContext.first()))
                .isEmpty();
    }

    @Test
    void sleepEndsAtOnceWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run("demo.sleep", "{\"duration\":\"PT24H\"}", FakeContext.first()))
                .isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT86401S", "PT25H", "P2D"})
    void sleepHasARange(String duration) {
        assertThat(task("demo.sleep").args().violations("{\"duration\":\"" + duration + "\"}"))
                .containsExactly(new Violation("/duration", "must be from PT0S to PT24H"));
    }
}
