package nightshift.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.JobContext;
import nightshift.task.RawTaskHandler;
import nightshift.task.Task;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;

class RawTaskHandlerTest {

    @Task("test.raw")
    record RawTask(String argsSchema) implements RawTaskHandler {
        @Override
        public Optional<String> handle(String argsJson, JobContext context) {
            return Optional.of(argsJson);
        }
    }

    private final TaskCompiler compiler = new TaskCompiler();

    @Test
    void argsArriveAsTheyWereSent() throws Exception {
        TaskDefinition task = compiler.compile(new RawTask("{}"));

        assertThat(task.args().violations("anything")).isEmpty();
        assertThat(task.handler().handle(" {\"a\": 1.0}", FakeContext.first())).contains(" {\"a\": 1.0}");
    }

    @Test
    void schemaIsEnforced() {
        TaskDefinition task = compiler.compile(new RawTask("{\"type\":\"object\",\"required\":[\"a\"]}"));

        assertThat(task.args().violations("{}")).containsExactly(new Violation("/a", "is required"));
        assertThat(task.args().violations("{")).hasSize(1);
        assertThat(task.args().violations("{\"a\":null}")).isEmpty();
    }

    @Test
    void wrongSchemaStopsTheStart() {
        assertThatThrownBy(() -> compiler.compile(new RawTask("{\"type\":")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.raw");
        assertThatThrownBy(() -> compiler.compile(new RawTask("{\"$ref\":\"https://schemas.example/a\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.raw");
    }
}
