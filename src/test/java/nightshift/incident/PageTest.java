package nightshift.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n\n## Alerts\n\nNone.",
                "a\r# b",
                "a\u2028# b",
                "a\u0085# b",
                "` | b | ` # c",
                "``` x ```",
                "|\n| --- |",
                "a \\| b",
                "<script>alert(1)</script>",
                "[text](http://evil.example)",
                "\u202edetrever\u202c",
                "zero\u200bwidth",
                "\ud800 half",
                "\u001b[31mred",
                "ends with \\"
            })
    void noTextLeavesItsCell(String text) {
        String cell = Page.code(text);
        String page =
                new Page().table(List.of("head"), List.of(List.of(cell)), 9).toString();

        assertThat(page.lines()).hasSize(3).last().isEqualTo("| " + cell + " |");
        assertThat(cell).startsWith("`").endsWith("`");
        assertThat(cell.substring(1, cell.length() - 1))
                .doesNotContain("`", "|")
                .matches(inner -> inner.codePoints()
                        .allMatch(c -> c >= ' '
                                && Character.getType(c) != Character.FORMAT
                                && Character.getType(c) != Character.SURROGATE
                                && Character.getType(c) != Character.LINE_SEPARATOR
                                && c != 0x85));
    }

    @Test
    void plainTextStaysAsItIs() {
        assertThat(Page.code("Größe 7 * 8 _x_ <b> 😀")).isEqualTo("`Größe 7 * 8 _x_ <b> 😀`");
        assertThat(Page.code(" \n ")).isEmpty();
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        String cut = Page.code("😀".repeat(1_000));

        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(202);
        assertThat(cut).endsWith("😀…`");
    }

    @Test
    void rowsThatAreLeftOutAreCounted() {
        List<List<String>> rows = List.of(List.of("1"), List.of("2"), List.of("3"));

        assertThat(new Page().table(List.of("n"), rows, 1).toString())
                .isEqualTo("| n |\n| --- |\n| 1 |\n\nAnd 2 more, which are left out.\n");
        assertThat(new Page().table(List.of("n"), List.of(), 1).toString()).isEqualTo("None.\n");
    }
}
