package nightshift.web.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressTest {

    private final PublicAddress https = new PublicAddress(Optional.of(URI.create("https://jobs.example")));

    @ParameterizedTest
    @CsvSource({
        "https://jobs.example, 10.0.0.7, true",
        "https://jobs.example:443, jobs.example, true",
        "http://10.0.0.7:9080, 10.0.0.7:9080, false",
        "null, jobs.example, false",
        ", jobs.example, true",
        ", jobs.example:443, true",
        ", 10.0.0.7:9080, false",
        ", , false"
    })
    void aBrowserThatCameByWayOfTlsGetsASecureCookie(String origin, String host, boolean secure) {
        assertThat(https.isSecure(false, origin, host)).isEqualTo(secure);
    }

    @Test
    void theConnectionItselfIsEnough() {
        assertThat(https.isSecure(true, null, null)).isTrue();
        assertThat(new PublicAddress(Optional.empty()).isSecure(true, null, null))
                .isTrue();
    }

    @Test
    void withoutAnAddressOrWithoutTlsNothingIsAssumed() {
        assertThat(new PublicAddress(Optional.empty()).isSecure(false, "https://jobs.example", "jobs.example"))
                .isFalse();
        assertThat(new PublicAddress(Optional.of(URI.create("http://jobs.example")))
                        .isSecure(false, "http://jobs.example", "jobs.example"))
                .isFalse();
    }

    @Test
    void aPathIsRefused() {
        assertThatThrownBy(() -> new PublicAddress(Optional.of(URI.create("https://jobs.example/nightshift"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must not have a path");
    }
}
