package nightshift.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final String LONGEST = "q".repeat(100);

    @Test
    void namesOfOneToOneHundredSafeCharactersAreAllowed() {
        assertThat(List.of("a", "7", "Mail.eu-1_x", LONGEST)).allSatisfy(name -> {
            assertThat(new QueueName(name)).hasToString(name);
            assertThat(new TaskName(name)).hasToString(name);
        });
        assertThat(new TaskName("crm:sync")).hasToString("crm:sync");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".mail", "-mail", "mail/eu", "mail eu", "mail\n", "ümlaut", "a\u0000"})
    void otherNamesAreRefusedWithTheRule(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueueName(name))
                .withMessageContaining("1 to 100 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskName(name))
                .withMessageContaining("1 to 100 characters");
    }

    @Test
    void namesThatAreTooLongOrMissingAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QueueName(LONGEST + "q"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskName(null));
        assertThatIllegalArgumentException().isThrownBy(() -> new QueueName("crm:sync"));
    }

    @Test
    void idsKnowWhenTheyWereMadeAndSortByIt() {
        JobId early = JobId.parse("01900000-0000-7000-8000-000000000000").orElseThrow();
        JobId late = JobId.parse("01900000-0001-7000-8000-000000000000").orElseThrow();
        JobId last = JobId.parse("F1900000-0001-7000-8000-00000000000A").orElseThrow();

        assertThat(early.createdAt()).isEqualTo(Instant.ofEpochMilli(0x019000000000L));
        assertThat(late.createdAt()).isEqualTo(early.createdAt().plusMillis(1));
        assertThat(Stream.of(last, late, early).sorted()).containsExactly(early, late, last);
        assertThat(last).hasToString("f1900000-0001-7000-8000-00000000000a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "01900000-0000-7000-8000-00000000000",
                "01900000-0000-7000-8000-00000000000g",
                "{1900000-0000-7000-8000-00000000000}"
            })
    void otherTextIsNoId(String text) {
        assertThat(JobId.parse(text)).isEmpty();
        assertThat(JobId.parse(null)).isEmpty();
    }
}
