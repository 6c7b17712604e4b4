package nightshift.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nightshift.access.Permission;
import nightshift.access.Role;
import nightshift.format.FileFormat;
import nightshift.imports.Imports;
import nightshift.job.JobState;
import nightshift.store.JobIntake;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.ProblemException;
import nightshift.web.callers.Needs;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportsResourceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csv | application/json | true",
                "csv | application/json;charset=utf-8 | true",
                "csv | text/csv | false",
                "csv | */* | false",
                "csv | text/* | false",
                "csv | application/* | true",
                "csv | text/html,application/json | true",
                "csv | application/json,*/* | true",
                "csv | text/csv,application/json | false",
                "csv | text/csv;q=0,application/json | true",
                "ndjson | application/x-ndjson | false",
                "ndjson | application/* | false",
                "ndjson | text/csv,application/json | true",
                "ndjson | */* | false"
            })
    void rejectedRowsComeInTheFormThatIsAskedFor(String format, String accept, boolean json) {
        assertThat(ImportsResource.isJsonAsked(
                        types(accept), FileFormat.ofLabel(format).orElseThrow()))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"csv, application/x-ndjson", "ndjson, text/csv", "csv, text/html", "csv, text/csv;q=0.0"})
    void aFormThatRejectedRowsDoNotHaveIsNotAcceptable(String format, String accept) {
        problem(
                406,
                () -> ImportsResource.isJsonAsked(
                        types(accept), FileFormat.ofLabel(format).orElseThrow()));
    }

    @Test
    void whereBulkWorkIsOffNoFileIsCalledRemoved() {
        ImportsResource resource = new ImportsResource(
                port(
                        Imports.class,
                        Map.of(
                                "off",
                                Optional.of("It is off."),
                                "find",
                                Optional.of(anImport()),
                                "rejects",
                                Optional.empty())),
                port(JobIntake.class, Map.of()),
                new Uploads(Thread::new),
                new Downloads(Thread::new));
        HttpHeaders headers = port(HttpHeaders.class, Map.of("getAcceptableMediaTypes", types("text/csv")));
        UriInfo uri = port(UriInfo.class, Map.of("getQueryParameters", new MultivaluedHashMap<String, String>()));
        String id = anImport().id().toString();

        problem(503, () -> resource.restart(id));
        problem(503, () -> resource.rejects(id, uri, headers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "begin | submitter operator admin",
                "page | viewer submitter operator admin",
                "one | viewer submitter operator admin",
                "rejects | viewer submitter operator admin",
                "stop | operator admin",
                "restart | operator admin"
            })
    void whoMayDoWhat(String call, String roles) {
        Permission needed = Stream.of(ImportsResource.class.getMethods())
                .filter(method -> method.getName().equals(call))
                .map(method -> method.getAnnotation(Needs.class).value())
                .findFirst()
                .orElseThrow();

        assertThat(Stream.of(Role.values()).filter(role -> role.may(needed)).map(Role::label))
                .containsExactlyInAnyOrder(roles.split(" "));
    }

    private static Imports.Import anImport() {
        return new Imports.Import(
                new JobId(new UUID(1, 2)),
                JobState.DEAD,
                false,
                new TaskName("a.b"),
                QueueName.DEFAULT,
                Optional.empty(),
                FileFormat.CSV,
                Map.of(),
                Map.of(),
                Instant.EPOCH,
                "eve",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static void problem(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(status));
    }

    /** In the order of preference, as a request gives them. */
    private static List<MediaType> types(String accept) {
        return Stream.of(accept.split(","))
                .map(type -> {
                    String[] parts = type.split("[/;=]");
                    return parts.length == 2
                            ? new MediaType(parts[0], parts[1])
                            : new MediaType(parts[0], parts[1], Map.of(parts[2], parts[3]));
                })
                .toList();
    }

    /** Answers each of these methods so, and no other. */
    private static <T> T port(Class<T> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (!answers.containsKey(method.getName())) {
                throw new AssertionError(method + " shall not be asked");
            }
            return answers.get(method.getName());
        }));
    }
}
