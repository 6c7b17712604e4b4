package nightshift.api.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import nightshift.store.Condition.Field;
import nightshift.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"action": "move", "filter": {"queue": "a"}, "ratePerSecond": 0}             | /queue /ratePerSecond
            {"action": "reprioritize", "filter": {"queue": "a"}, "queue": "?"}           | /priority /queue
            {"action": "reprioritize", "filter": {"queue": "a"}, "priority": 0}          | /priority
            {"action": "retry", "filter": {}, "ratePerSecond": 0}                        | /filter /ratePerSecond
            {"action": "retry", "filter": {"queue": "?"}}                                | /filter/queue
            {"action": "retry", "failure": "x", "filter": {}}                            | /failure
            {"action": "cancel", "filter": {"queue": "a"}, "canary": {}}                 | /canary /canary/first
            {"action": "jump"}                                                           | /action /filter
            {}                                                                           | /action /filter
            """)
    void everythingThatIsWrongIsNamedOnce(String body, String pointers) {
        assertThatThrownBy(() -> OperationReader.read(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    var named = e.problem().errors().stream()
                            .map(error -> error.pointer())
                            .toList();
                    assertThat(new TreeSet<>(named)).isEqualTo(new TreeSet<>(Set.of(pointers.split(" "))));
                    assertThat(named).doesNotHaveDuplicates();
                });
    }

    @Test
    void aFingerprintCanBeWrittenInUpperCase() {
        var asked = OperationReader.read("{\"action\": \"retry\", \"failure\": \"0F3A9C55D1E27B84\"}".getBytes(UTF_8));

        assertThat(asked.request().filter().exact(Field.FAILURE)).contains("0f3a9c55d1e27b84");
    }
}
