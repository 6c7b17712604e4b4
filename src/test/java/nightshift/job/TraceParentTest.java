package nightshift.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "f0f7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "03", "ff"})
    void comesOutAsItWentIn(String flags) {
        String value = "00-" + TRACE + "-" + PARENT + "-" + flags;

        TraceParent trace = TraceParent.parse(value).orElseThrow();

        assertThat(trace).hasToString(value);
        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.parentId()).isEqualTo(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 00-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01 ",
                "\t 00-" + TRACE + "-" + PARENT + "-01 \t"
            })
    void blanksAroundTheValueDoNotBelongToIt(String value) {
        assertThat(TraceParent.parse(value)).map(TraceParent::toString).contains(value.strip());
    }

    @Test
    void halfOfATracesIdMayBeZero() {
        assertThat(TraceParent.parse("00-0000000000000000" + PARENT + "-" + PARENT + "-01"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cc-" + TRACE + "-" + PARENT + "-01", "cc-" + TRACE + "-" + PARENT + "-01-what-comes-later"})
    void aLaterVersionIsReadAsFarAsItIsKnown(String value) {
        assertThat(TraceParent.parse(value)).map(TraceParent::toString).contains("00-" + TRACE + "-" + PARENT + "-01");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-" + PARENT + "-01-more",
                "00-" + TRACE + "-" + PARENT + "-01-",
                "cc-" + TRACE + "-" + PARENT + "-01.more",
                "00-" + TRACE + "-" + PARENT + "-1",
                "00-" + TRACE + "-" + PARENT,
                "00-F0F7651916CD43DD8448EB211C80319C-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-0A",
                "0-" + TRACE + "-" + PARENT + "-01",
                "FF-" + TRACE + "-" + PARENT + "-01",
                "00 -" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01,00-" + TRACE + "-" + PARENT + "-01",
                "   "
            })
    void whatIsNotValidIsNoTrace(String value) {
        assertThat(TraceParent.parse(value)).isEmpty();
    }
}
