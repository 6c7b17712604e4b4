package nightshift.binding;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.JobContext;
import nightshift.task.Task;
import nightshift.task.TaskHandler;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The example of {@code docs/tasks.md}, word for word. */
class ExampleTaskTest {

    @Task(value = "invoice.send", description = "Sends an invoice", timeout = "PT1M")
    public static class InvoiceSend implements TaskHandler<InvoiceSend.Args> {

        public record Args(@Positive long invoice, @Email String to, Optional<BigDecimal> discount) {}

        @Override
        public Object handle(Args args, JobContext context) {
            return "sent " + args.invoice() + " to " + args.to();
        }
    }

    private final TaskDefinition task = new TaskCompiler().compile(new InvoiceSend());

    @Test
    void schemaIsTheOneShown() {
        assertThat(JsonMapper.shared().readTree(task.argsSchema()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"$schema": "https://json-schema.org/draft/2020-12/schema",
                 "type": "object",
                 "properties": {"invoice": {"type": "integer", "exclusiveMinimum": 0},
                                "to": {"type": "string", "format": "email"},
                                "discount": {"type": "number"}},
                 "required": ["invoice", "to"],
                 "additionalProperties": false}
                """));
    }

    @Test
    void documentationShowsThisVeryCode() throws IOException {
        String page = Files.readString(Path.of("docs/tasks.md"));
        String shown = page.substring(page.indexOf("@Task("), page.indexOf("```\n", page.indexOf("@Task(")));
        String source = Files.readString(Path.of("src/test/java/nightshift/binding/ExampleTaskTest.java"));

        assertThat(source.replace("public static class", "public class").replaceAll("(?m)^    ", ""))
                .contains(shown);
    }

    @Test
    void argsThatFitAreHandled() throws Exception {
        String args = "{\"invoice\": 4711, \"to\": \"ann@example.com\"}";

        assertThat(task.args().violations(args)).isEmpty();
        assertThat(task.handler().handle(args, FakeContext.first())).contains("\"sent 4711 to ann@example.com\"");
    }

    @Test
    void argsThatDoNotFitAreNamed() {
        assertThat(task.args().violations("{\"invoice\": \"4711\", \"cc\": \"bob\"}"))
                .containsExactlyInAnyOrder(
                        new Violation("/invoice", "must be an integer"),
                        new Violation("/to", "is required"),
                        new Violation("/cc", "is not a known property"));
    }
}
