package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What everyone may see of the URL of a delivery. */
class TargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://api.example.com/hooks/7 | https://api.example.com/hooks/7",
                "https://api.example.com | https://api.example.com/",
                "http://a_b:8080/x?token=secret&y=1 | http://a_b:8080/x",
                "https://[2001:db8::7]:8443/ | https://[2001:db8::7]:8443/",
                "https://xn--mnchen-3ya.test/a%20b/ | https://xn--mnchen-3ya.test/a%20b/",
                "https://hooks.slack.com/services/T012AB/B034CD/aB3dE5gH7jK9mN1pQ3sT5vW7 | https://hooks.slack.com/services/T012AB/B034CD/aB3d…",
                "https://api.telegram.org/bot123456:AAFx0123456789abcdefghijklmnopqrstu/send | https://api.telegram.org/bot1…/send",
                "https://api.example.com/f47ac10b-58cc-4372-a567-0e02b2c3d479/done | https://api.example.com/f47ac10b-58cc-4372-a567-0e02b2c3d479/done",
                "https://api.example.com/customer-account-balance-changed/12345678901234567890 | https://api.example.com/customer-account-balance-changed/12345678901234567890"
            })
    void queryAndTokensAreLeftOut(String url, String shown) {
        assertThat(Target.of(HttpMethod.PUT, URI.create(url)).failed("502 Bad Gateway"))
                .isEqualTo("502 Bad Gateway (PUT " + shown + ")");
    }

    @ParameterizedTest
    @CsvSource("500")
    void longPathsAreCut(int segments) {
        assertThat(Target.of(HttpMethod.GET, URI.create("http://a.example" + "/ab".repeat(segments)))
                        .text())
                .isEqualTo("GET http://a.example" + "/ab".repeat(66) + "/a…");
    }
}
