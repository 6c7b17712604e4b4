package nightshift.web.callers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "jobs.example.com:443",
                "jobs.example.com.",
                "10.0.0.7:9080",
                "[::1]",
                "[2001:db8::1]:8080",
                "a_b:1",
                "x-1",
                "x:",
                "x:65535",
                "xn--mnchen-3ya.de",
                "nightshift-http.ns.svc"
            })
    void hosts(String text) {
        assertThat(Authority.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a:b:c",
                "x:0",
                "x:99999",
                "x:65536",
                "x:-1",
                "x:8a",
                "x:080808",
                "[::1",
                "::1",
                "[]",
                "[x]",
                "[:::::]",
                "[fe80::1%25eth0]",
                "user@x",
                "user:pw@x:80",
                "x/y",
                "x?y",
                "x#y",
                "x\\y",
                "m\u00fcnchen",
                "\u00ff",
                "<x>",
                "{x}",
                "\"x\"",
                "%41",
                "x,y",
                "..",
                ".x",
                "x..y",
                "x\u0001",
                "x\t",
                "x\n"
            })
    void whatIsNoHost(String text) {
        assertThat(Authority.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void namesHaveTheLengthOfDns(String text) {
        assertThat(Authority.parse(text).isPresent()).isEqualTo(text.length() < 64);
    }
}
