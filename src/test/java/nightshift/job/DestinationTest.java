package nightshift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/hooks/7?a=b, api.example.com",
        "HTTPS://API.Example.COM, api.example.com",
        "http://api.example.com:80/, api.example.com",
        "https://api.example.com:443, api.example.com",
        "https://api.example.com:80/, api.example.com:80",
        "http://api.example.com:08080/x, api.example.com:8080",
        "https://api.example.com./x, api.example.com",
        "http://my_service:9000?x=https://other.example.com/, my_service:9000",
        "http://192.0.2.7/a, 192.0.2.7",
        "http://[2001:DB8::7]:8443/a, [2001:db8::7]:8443",
        "http://xn--mnchen-3ya.example/, xn--mnchen-3ya.example",
    })
    void aUrlHasADestination(String url, String host) {
        assertThat(Destination.of(url)).contains(new Destination(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.com",
                "ftp://api.example.com/",
                "http://user@api.example.com/",
                "http:///x",
                "http://ä.example/",
                "http://a.example:0/",
                "http://a\tb.example/",
                "http://a@b/"
            })
    void whatCannotBeCalledHasNone(String url) {
        assertThat(Destination.of(url)).isEmpty();
    }

    @Test
    void aHostThatIsTooLongIsNoDestination() {
        assertThat(Destination.of("http://" + "a".repeat(300) + "/")).isEmpty();
        assertThatThrownBy(() -> new Destination("a".repeat(261))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Destination("A.example")).hasMessageStartingWith("must be a host in lower case");
    }
}
