package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpTaskConfigTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static HttpTaskConfig parse(String allow, String secret, String secrets) {
        return HttpTaskConfig.parse(
                "1", Optional.ofNullable(allow), Optional.ofNullable(secret), Optional.ofNullable(secrets));
    }

    @Test
    void settingsAreRead() {
        HttpTaskConfig config = parse(" 10.0.0.0/8 , fd00::/8,", SECRET, "a=" + SECRET + "AA==, b=" + SECRET);

        assertThat(config.allow()).containsExactly(Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8"));
        assertThat(config.secret()).contains(SECRET);
        assertThat(config.secrets()).isEqualTo(Map.of("a", SECRET + "AA==", "b", SECRET));
        assertThat(parse(null, null, null).secret()).isEmpty();
        assertThat(parse("", " ", "").secret()).isEmpty();
    }

    @Test
    void wrongSettingsAreNamedAndSecretsKept() {
        assertThatThrownBy(() -> parse("10.0.0.0/99", null, null))
                .hasMessageContainingAll("nightshift.http.allow", "10.0.0.0/99");
        assertThatThrownBy(() -> parse(null, "hunter2", null))
                .hasMessageContaining("nightshift.http.secret")
                .hasStackTraceContaining("whsec_")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> parse(null, "whsec_c2hvcnQ=", null)).hasMessageContaining("24 to 64 bytes");
        assertThatThrownBy(() -> parse(null, null, "a=whsec_!")).hasMessageContaining("nightshift.http.secrets: a");
        assertThatThrownBy(() -> parse(null, null, SECRET)).hasMessageContaining("name=whsec_");
        assertThatThrownBy(() -> parse(null, null, "a=" + SECRET + ",a=" + SECRET))
                .hasMessageContaining("once");
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(parse(null, SECRET, "a=" + SECRET))
                .hasToString("HttpTaskConfig[version=1, allow=[], secret=set, secrets=[a]]");
    }
}
