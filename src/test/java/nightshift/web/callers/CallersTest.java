package nightshift.web.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.access.Access;
import nightshift.access.AuthFailure;
import nightshift.access.Permission;
import nightshift.access.Principal;
import nightshift.access.Role;
import nightshift.api.access.SessionResource;
import nightshift.api.destinations.DestinationsResource;
import nightshift.api.failures.FailuresResource;
import nightshift.api.files.ExportsResource;
import nightshift.api.files.ImportsResource;
import nightshift.api.incident.IncidentResource;
import nightshift.api.jobs.BatchCreateResource;
import nightshift.api.jobs.ExplainResource;
import nightshift.api.jobs.FacetsResource;
import nightshift.api.jobs.JobsResource;
import nightshift.api.jobs.TasksResource;
import nightshift.api.operations.OperationsResource;
import nightshift.api.queues.QueuesResource;
import nightshift.api.queues.ThroughputResource;
import nightshift.api.schedules.SchedulesResource;
import nightshift.api.status.IntegrityResource;
import nightshift.api.status.ObjectivesResource;
import nightshift.api.status.StatusResource;
import nightshift.api.status.WorkersResource;
import nightshift.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class CallersTest {

    private final List<AuthFailure> failures = new ArrayList<>();
    private final Callers callers =
            new Callers(new Access(null, Clock.systemUTC(), failures::add), new PublicAddress(Optional.empty()));

    public static Stream<Method> calls() {
        return Stream.of(
                        JobsResource.class,
                        BatchCreateResource.class,
                        ExplainResource.class,
                        FacetsResource.class,
                        ImportsResource.class,
                        ExportsResource.class,
                        OperationsResource.class,
                        QueuesResource.class,
                        DestinationsResource.class,
                        FailuresResource.class,
                        SchedulesResource.class,
                        TasksResource.class,
                        WorkersResource.class,
                        StatusResource.class,
                        IntegrityResource.class,
                        ObjectivesResource.class,
                        ThroughputResource.class,
                        IncidentResource.class,
                        SessionResource.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> httpMethod(method) != null);
    }

    public static String httpMethod(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
                return http.value();
            }
        }
        return null;
    }

    @Test
    void everyCallSaysWhoMayMakeIt() {
        assertThat(calls())
                .isNotEmpty()
                .allMatch(method -> method.isAnnotationPresent(Needs.class) != method.isAnnotationPresent(Open.class));
    }

    private static Callers.Request request(String method, String key, String session, String origin, String site) {
        return new Callers.Request(method, key, session, origin, site, "jobs.example:9080");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Bearer x, , https://evil.example, ",
        "GET, , token, https://evil.example, ",
        "POST, , token, http://jobs.example:9080, ",
        "POST, , token, https://JOBS.example:9080, same-origin",
        "DELETE, , token, , same-origin",
        "POST, , , , "
    })
    void ownRequestsAreLetThrough(String method, String key, String session, String origin, String site) {
        assertThatCode(() -> callers.requireOwnOrigin(request(method, key, session, origin, site)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, , token, , ",
        "POST, , token, , cross-site",
        "POST, , token, null, same-origin",
        "POST, , token, http://evil.example, same-origin",
        "POST, , token, http://jobs.example, ",
        "POST, , token, http://evil.example#jobs.example:9080, ",
        "POST, , token, %, ",
        "POST, , , http://evil.example, ",
        "PATCH, , token, , same-site"
    })
    void foreignRequestsAreNot(String method, String key, String session, String origin, String site) {
        assertThatThrownBy(() -> callers.requireOwnOrigin(request(method, key, session, origin, site)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(403));
        assertThat(failures).containsExactly(AuthFailure.OTHER_SITE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://jobs.example, jobs.example:443",
        "https://jobs.example:443, jobs.example",
        "https://jobs.example, jobs.example",
        "http://jobs.example, jobs.example:80",
        "http://jobs.example:80, JOBS.example",
        "https://[::1], [::1]:443",
        "http://jobs_1:9080, jobs_1:9080"
    })
    void theUsualPortOfTheOriginDoesNotCount(String origin, String host) {
        assertThatCode(() -> callers.requireOwnOrigin(new Callers.Request("POST", null, "token", origin, null, host)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://jobs.example, jobs.example:80",
        "http://jobs.example, jobs.example:443",
        "https://jobs.example:80, jobs.example",
        "https://jobs.example, jobs.example:4430",
        "https://jobs.example.evil, jobs.example:443",
        "https://evil@jobs.example, jobs.example",
        "https://jobs.example/, jobs.example",
        "ftp://jobs.example, jobs.example",
        "jobs.example, jobs.example",
        "https://jobs.example, jobs.example:99999",
        "https://jobs.example, "
    })
    void anotherPortOrFormDoes(String origin, String host) {
        assertThatThrownBy(
                        () -> callers.requireOwnOrigin(new Callers.Request("POST", null, "token", origin, null, host)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void thePublicAddressIsOwnWhateverTheProxySaysAsHost() {
        Callers behindProxy = new Callers(
                new Access(null, Clock.systemUTC(), failures::add),
                new PublicAddress(Optional.of(URI.create("https://jobs.example"))));

        for (String own : new String[] {"https://jobs.example", "https://jobs.example:443", "http://10.0.0.7:9080"}) {
            assertThatCode(() -> behindProxy.requireOwnOrigin(
                            new Callers.Request("POST", null, "token", own, null, "10.0.0.7:9080")))
                    .doesNotThrowAnyException();
        }
        for (String foreign :
                new String[] {"http://jobs.example", "https://jobs.example:8443", "https://evil.example", "null"}) {
            assertThatThrownBy(() -> behindProxy.requireOwnOrigin(
                            new Callers.Request("POST", null, "token", foreign, null, "10.0.0.7:9080")))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void whoBringsNothingOrNoKeyIsCounted() {
        for (String key : new String[] {null, "Basic eDp5"}) {
            assertThatThrownBy(() -> callers.identify(request("GET", key, null, null, null)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().status()).isEqualTo(401));
        }
        assertThat(failures).containsExactly(AuthFailure.NO_CREDENTIALS, AuthFailure.BAD_KEY);
    }

    @Test
    void callersWithoutThePermissionAreCounted() {
        assertThatThrownBy(() -> callers.require(new Principal("eve", Role.VIEWER), Permission.OPERATE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(403));
        assertThat(failures).containsExactly(AuthFailure.FORBIDDEN);
    }
}
