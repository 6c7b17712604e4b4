package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.job.Limits;
import nightshift.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON for some parsers, but not for this one. */
class StrictJsonTest extends JobReading {

    @ParameterizedTest
    @CsvSource({"[, ]", "{\"a\":, }", "[{\"[\\\"\":, }]"})
    void argsMayBeNestedAsDeepAsTheManualSays(String open, String close) {
        int levels = close.length();
        String most = open.repeat(Limits.DEPTH_MOST / levels)
                + (open.endsWith(":") ? "0" : "")
                + close.repeat(Limits.DEPTH_MOST / levels);

        assertThat(read("{\"task\":\"any\",\"args\":" + most + "}").args()).isEqualTo(most);
        for (String deeper : new String[] {
            "[" + most + "]", "[".repeat(900) + "]".repeat(900), "[".repeat(100_000) + "]".repeat(100_000)
        }) {
            Problem problem = refused("{\"task\":\"any\",\"args\":" + deeper + "}");
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.toString()).contains("must be nested at most 200 levels deep");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"task\":\"any\"",
                "{\"task\":\"any\"}}",
                "{\"task\":\"any\"} 1",
                "{\"task\":\"any\"}{}",
                "{'task':'any'}",
                "{task:\"any\"}",
                "{\"task\":\"any\",}",
                "{\"task\":\"any\",\"args\":NaN}",
                "{\"task\":\"any\",\"args\":Infinity}",
                "{\"task\":\"any\",\"args\":01}",
                "{\"task\":\"any\",\"args\":+1}",
                "{\"task\":\"any\",\"args\":.5}",
                "{\"task\":\"any\",\"args\":1.}",
                "{\"task\":\"any\"/* no */}",
                "{\"task\":\"any\"}//",
                "\uFEFF{\"task\":\"any\"}",
                "{\"task\":\"any\",\"args\":\"\u0000\"}",
                "{\"task\":\"any\",\"args\":\"\n\"}",
                "{\"task\":\"any\",\"args\":\"\\x\"}",
                "{\"task\":\"any\",\"args\":\"\\ud800\"}",
                "{\"task\":\"any\",\"args\":\"\\udc00\"}",
                "{\"task\":\"any\",\"args\":\"\\ud800\\u0041\"}",
                "{\"task\":\"any\",\"args\":\"\\\\\\ud800\"}",
                "{\"task\":\"any\",\"args\":\"\\ud800",
                "{\"task\":\"any\",\"args\":\"\\u",
                "{\"task\":\"any\",\"args\":tru}"
            })
    void whatIsNotStrictJsonIsRefused(String json) {
        Problem problem = refused(json);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail())
                .startsWith("The body is not acceptable JSON")
                .doesNotContain("`", "enable");
    }

    @Test
    void otherEncodingsAreRefused() {
        assertThat(refused("{\"task\":\"any\"}".getBytes(UTF_16)).status()).isEqualTo(400);
        assertThat(refused("{\"task\":\"any\",\"args\":\"é\"}".getBytes(ISO_8859_1))
                        .status())
                .isEqualTo(400);
        byte[] overlong = "{\"task\":\"any\",\"args\":\"**\"}".getBytes(UTF_8);
        overlong[22] = (byte) 0xC0;
        overlong[23] = (byte) 0x80;
        assertThat(refused(overlong).status()).isEqualTo(400);
        byte[] surrogate = "{\"task\":\"any\",\"args\":\"***\"}".getBytes(UTF_8);
        surrogate[22] = (byte) 0xED;
        surrogate[23] = (byte) 0xA0;
        surrogate[24] = (byte) 0x80;
        assertThat(refused(surrogate).status()).isEqualTo(400);
    }

    @Test
    void duplicateMembersAreNamed() {
        assertThat(pointers(refused("{\"task\":\"any\",\"task\":\"any\"}"))).isEqualTo("/task");
        assertThat(pointers(refused("{\"task\":\"any\",\"args\":{\"a\":{\"b\":1,\"b\":2}}}")))
                .isEqualTo("/args/a/b");
    }

    @Test
    void whatWouldTakeLongToReadIsRefused() {
        assertThat(refused("{\"task\":\"any\",\"args\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(refused("{\"task\":\"any\",\"args\":" + "9".repeat(500_000) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(refused("{\"task\":\"any\",\"args\":\"" + "x".repeat(256 * 1024 - 1) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(read("{\"task\":\"any\",\"args\":\"" + "x".repeat(256 * 1024 - 2) + "\"}")
                        .args())
                .hasSize(256 * 1024);
        assertThat(read("{\"task\":\"any\",\"args\":1e999999999}").args()).isEqualTo("1e999999999");
        String keys =
                IntStream.range(0, 50_000).mapToObj(i -> "\"" + i + "\":0").collect(Collectors.joining(","));
        assertThat(refused("{" + keys + "}").errors()).hasSize(50);
    }

    @Test
    void theBodyMustBeAnObject() {
        for (String json : List.of("[]", "null", "1", "\"any\"", "true")) {
            assertThat(refused(json).status()).isEqualTo(400);
        }
    }
}
