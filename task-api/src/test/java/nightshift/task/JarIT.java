package nightshift.task;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JAR as it is published, on a class path with nothing of the server. */
class JarIT {

    private static final Path JAR = Path.of("target", "nightshift-task-api.jar");

    private static final String TASK = """
            import java.time.Duration;
            import java.util.List;
            import java.util.Optional;
            import nightshift.task.AttemptFailed;
            import nightshift.task.JobContext;
            import nightshift.task.RawJson;
            import nightshift.task.RawTaskHandler;
            import nightshift.task.Task;
            import nightshift.task.TaskHandler;
            import nightshift.task.Violation;

            @Task(value = "invoice.send", description = "Sends an invoice", timeout = "PT30S")
            public class SendInvoice implements TaskHandler<SendInvoice.Args> {

                public record Args(long invoice, String to, Optional<String> note, RawJson extra) {
                }

                @Override
                public List<Violation> check(Args args) {
                    return args.to().contains("@") ? List.of() : List.of(new Violation("/to", "must be an address"));
                }

                @Override
                public Object handle(Args args, JobContext context) throws Exception {
                    context.note("to", '"' + args.to() + '"');
                    if (context.isStopping()) {
                        throw AttemptFailed.retryAfter(Duration.ofSeconds(5), "stopping", "tried again elsewhere");
                    }
                    return context.jobId() + " " + context.task() + " " + context.queue() + " " + context.attempt()
                            + context.tags() + context.timeLeft();
                }

                @Task("invoice.raw")
                public static class Raw implements RawTaskHandler {

                    @Override
                    public String argsSchema() {
                        return "{}";
                    }

                    @Override
                    public Optional<String> handle(String argsJson, JobContext context) {
                        return Optional.of(argsJson);
                    }
                }
            }
            """;

    @TempDir
    Path classes;

    @Test
    void aTaskCompilesAgainstItAlone() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        String classPath = Stream.of(JAR, jarOf(Singleton.class), jarOf(Stereotype.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));

        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "--release",
                                "17",
                                "-Xlint:all,-classfile,-path",
                                "-Werror",
                                "-d",
                                classes.toString(),
                                "-cp",
                                classPath),
                        null,
                        List.of(source("SendInvoice", TASK)))
                .call();

        assertThat(said.toString()).isEmpty();
        assertThat(compiled).isTrue();
    }

    @Test
    void itHoldsNothingElse() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("nightshift/task/"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("nightshift.task");
        }
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
