package nightshift.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import nightshift.imports.ImportRequest;
import nightshift.web.ProblemException;
import nightshift.web.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportDraftTest {

    @Test
    void aColumnGoesToAFieldOrInsideOfOne() {
        String longest = "f".repeat(200);

        assertThat(read("{\"a\":\"" + longest
                                + "\",\"b\":\"/x~1y/0\",\"c\":\"/1/2/3/4/5/6/7/8/9/10\",\"d\":null,\"e\":\"/\"}")
                        .columns())
                .isEqualTo(Map.of(
                        "a",
                        Optional.of(longest),
                        "b",
                        Optional.of("/x~1y/0"),
                        "c",
                        Optional.of("/1/2/3/4/5/6/7/8/9/10"),
                        "d",
                        Optional.empty(),
                        "e",
                        Optional.of("/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/~2", "/~", "/1/2/3/4/5/6/7/8/9/10/11"})
    void whatIsNoFieldIsRefused(String field) {
        refused(field);
    }

    /** However long it is, it takes no more than an answer. */
    @Test
    void whatIsTooLongIsRefused() {
        refused("f".repeat(201));
        refused("/" + "f".repeat(2_000));
        refused("/" + "f".repeat(100_000));
        refused("/" + "~1".repeat(50_000));
    }

    @Test
    void aColumnCanHaveAType() {
        ImportRequest request = read(
                "{\"a\":{\"to\":\"/x/y\",\"type\":\"json\"},\"b\":{\"type\":\"number\"},\"c\":{\"to\":\"d\"},\"e\":null}");

        assertThat(request.columns())
                .isEqualTo(Map.of("a", Optional.of("/x/y"), "c", Optional.of("d"), "e", Optional.empty()));
        assertThat(request.types()).isEqualTo(Map.of("a", CellType.JSON, "b", CellType.NUMBER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"JSON\"}",
                "{\"type\":\"array\"}",
                "{\"type\":null}",
                "{\"to\":null,\"type\":\"json\"}",
                "{\"to\":7}",
                "{\"to\":\"/~2\"}",
                "{\"to\":\"a\",\"kind\":\"json\"}",
                "[]",
                "7",
                "true"
            })
    void whatIsNoTypeIsRefused(String column) {
        refusedColumn(column);
    }

    private static void refused(String field) {
        refusedColumn("\"" + field + "\"");
    }

    private static void refusedColumn(String column) {
        assertThatThrownBy(() -> read("{\"a\":" + column + "}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .singleElement()
                                .satisfies(error ->
                                        assertThat(error.detail()).contains("of at most 200 characters and 10 steps")));
    }

    private static ImportRequest read(String columns) {
        return ImportDraft.read(
                new Query(Map.of("task", List.of("a.b"), "columns", List.of(columns))), FileFormat.CSV, null);
    }
}
