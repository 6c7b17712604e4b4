package nightshift.api.destinations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.limit.DestinationLimits;
import nightshift.limit.RateLimit;
import nightshift.task.Violation;
import nightshift.web.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationBodiesTest {

    private static final DestinationLimits BOTH =
            new DestinationLimits(Optional.of(7), Optional.of(new RateLimit(100, Duration.ofSeconds(1))));

    @Test
    void aBreakerOpensForATimeOrUntilSomebodyClosesIt() {
        assertThat(DestinationBodies.wait(bytes("{'for':'PT10M'}"))).contains(Duration.ofMinutes(10));
        assertThat(DestinationBodies.wait(bytes("{}"))).isEmpty();
        assertThat(DestinationBodies.wait(bytes(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'for':'PT0.5S'}|422|/for",
                "{'for':'P31D'}|422|/for",
                "{'for':'10 minutes'}|422|/for",
                "{'for':600}|400|/for",
                "{'for':null}|400|/for",
                "{'until':'2026-11-24T14:02:11Z'}|422|/until",
                "[]|400|"
            })
    void aWrongTimeIsNamed(String body, int status, String pointer) {
        assertRefused(
                () -> DestinationBodies.wait(bytes(body)),
                status,
                Optional.ofNullable(pointer).orElse(""));
    }

    @Test
    void aPatchChangesWhatItNames() {
        assertThat(changed(DestinationLimits.NONE, "{'concurrency':7,'rateLimit':{'permits':100,'per':'PT1S'}}"))
                .isEqualTo(BOTH);
        assertThat(changed(BOTH, "{'rateLimit':{'permits':5}}").rateLimit())
                .contains(new RateLimit(5, Duration.ofSeconds(1)));
        assertThat(changed(BOTH, "{'rateLimit':null}"))
                .isEqualTo(new DestinationLimits(Optional.of(7), Optional.empty()));
        assertThat(changed(BOTH, "{'concurrency':null,'rateLimit':{'permits':null,'per':null}}"))
                .isEqualTo(DestinationLimits.NONE);
        assertThat(changed(BOTH, "{}")).isEqualTo(BOTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'concurrency':0}|422|/concurrency",
                "{'concurrency':100001}|422|/concurrency",
                "{'concurrency':'7'}|400|/concurrency",
                "{'rateLimit':{'permits':0}}|422|/rateLimit/permits",
                "{'rateLimit':{'per':'PT0.1S'}}|422|/rateLimit/per",
                "{'rateLimit':{'per':'1 s'}}|422|/rateLimit/per",
                "{'rateLimit':{'permits':null}}|422|/rateLimit/permits",
                "{'rateLimit':{'burst':1}}|422|/rateLimit/burst",
                "{'rateLimit':7}|400|/rateLimit",
                "{'perKey':null}|422|/perKey",
                "{|400|"
            })
    void aWrongLimitIsNamed(String body, int status, String pointer) {
        assertRefused(
                () -> changed(BOTH, body), status, Optional.ofNullable(pointer).orElse(""));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertRefused(
                () -> changed(DestinationLimits.NONE, "{'concurrency':0,'rateLimit':{'permits':5},'x':1}"),
                422,
                "/concurrency",
                "/rateLimit/per",
                "/x");
    }

    private static DestinationLimits changed(DestinationLimits limits, String body) {
        return DestinationBodies.change(bytes(body)).apply(limits);
    }

    private static void assertRefused(ThrowingCallable call, int status, String... wrong) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call);
        List<String> pointers =
                refusal.problem().errors().stream().map(Violation::pointer).toList();
        assertThat(refusal.problem().status()).isEqualTo(status);
        assertThat(pointers).containsExactlyInAnyOrder(wrong);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }
}
