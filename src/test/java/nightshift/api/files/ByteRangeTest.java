package nightshift.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nightshift.web.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-, 0, 100",
        "bytes=99-, 99, 100",
        "bytes=10-19, 10, 20",
        "bytes=90-1000, 90, 100",
        "bytes=-1, 99, 100",
        "bytes=-100, 0, 100",
        "bytes=-5000, 0, 100",
        "bytes=5-999999999999999999, 5, 100"
    })
    void oneRangeIsAPart(String header, long from, long to) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(from, to));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,5-6",
                "lines=1-2",
                "bytes=a-b",
                "bytes=1",
                "bytes=0-9999999999999999999"
            })
    void whatIsNoRangeIsIgnored(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bytes=100-, 100", "bytes=100-200, 100", "bytes=-0, 100", "bytes=0-, 0", "bytes=-1, 0"})
    void aRangeBehindTheEndIsRefused(String header, long length) {
        assertThatThrownBy(() -> ByteRange.of(header, length))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(416));
    }
}
