package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import nightshift.support.ApiDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResponseNoteTest {

    private static final ApiDocument DOCUMENT = new ApiDocument();

    private static JsonNode note(Map<String, String> headers, byte[] body, boolean truncated) {
        String json = ResponseNote.json(new Response(503, headers, body, truncated));
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(ResponseNote.BYTES_MOST);
        assertThat(DOCUMENT.violations(DOCUMENT.schema("HttpResponse"), json)).isEmpty();
        return JsonMapper.shared().readTree(json);
    }

    @Test
    void saysWhatCame() {
        assertThat(note(Map.of("retry-after", "3"), "busy".getBytes(StandardCharsets.UTF_8), false)
                        .toString())
                .isEqualTo(
                        "{\"status\":503,\"headers\":{\"retry-after\":\"3\"},\"body\":\"busy\",\"truncated\":false}");
    }

    @Test
    void whatIsNotTextIsReplaced() {
        assertThat(note(Map.of(), new byte[] {'a', (byte) 0xff, 0, 'b'}, false)
                        .get("body")
                        .asString())
                .isEqualTo("a\ufffd\u0000b");
    }

    @Test
    void characterCutInTwoIsLeftOut() {
        byte[] euro = "a€".getBytes(StandardCharsets.UTF_8);
        byte[] half = Arrays.copyOf(euro, 2);

        assertThat(note(Map.of(), half, true).get("body").asString()).isEqualTo("a");
        assertThat(note(Map.of(), half, false).get("body").asString()).isEqualTo("a\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0000", "\"", "é", "€", "😀", "\n"})
    void staysWithinItsRoomWhateverTheBody(String unit) {
        byte[] body = unit.repeat(HttpCaller.BODY_BYTES).getBytes(StandardCharsets.UTF_8);
        JsonNode note = note(Map.of(), Arrays.copyOf(body, HttpCaller.BODY_BYTES), true);

        assertThat(note.get("truncated").asBoolean()).isTrue();
        assertThat(note.get("body").asString()).startsWith(unit.repeat(100)).doesNotContain("\ufffd");
    }

    @Test
    void binaryThatNeedsTooMuchRoomIsCut() {
        byte[] body = new byte[HttpCaller.BODY_BYTES];
        Arrays.fill(body, (byte) 0xff);

        assertThat(note(Map.of(), body, false).get("truncated").asBoolean()).isTrue();
    }

    @Test
    void headersAreLimited() {
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            many.put("h" + i, "v");
        }
        assertThat(note(many, new byte[0], false).get("headers").size()).isEqualTo(50);

        many.put("h0", "x".repeat(9000));
        JsonNode headers = note(many, new byte[0], false).get("headers");
        assertThat(headers.size()).isEqualTo(50);
        assertThat(headers.get("h0").asString()).isEqualTo("x".repeat(2048) + "…");

        many.replaceAll((name, value) -> "x".repeat(9000));
        assertThat(note(many, new byte[0], false).get("headers").size()).isEqualTo(3);
    }
}
