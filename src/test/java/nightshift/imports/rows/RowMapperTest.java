package nightshift.imports.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.binding.TaskCompiler;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import nightshift.imports.ImportRefused;
import nightshift.imports.RejectedRow;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.task.JobContext;
import nightshift.task.RawTaskHandler;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

class RowMapperTest {

    private static final String MAIL = """
            {"type": "object", "additionalProperties": false, "required": ["to"], "properties": {
              "to": {"type": "string", "minLength": 3}, "age": {"type": ["integer", "null"]}, "price": {"type": "number"},
              "urgent": {"type": "boolean"}, "headers": {"type": "object"}, "address": {"$ref": "#/$defs/address"}},
             "$defs": {"address": {"type": "object", "additionalProperties": false, "properties": {
               "zip": {"type": "string"}, "number": {"type": "integer"}}}}}""";

    @Test
    void cellsBecomeFieldsByTheTypesOfTheSchema() throws ImportRefused {
        RowMapper mapper = csv(MAIL, "to,age,price,urgent,headers");

        assertThat(args(mapper, "a@b", "42", " 1.50 ", "TRUE", "{\"x\": [1]}"))
                .isEqualTo("{\"to\":\"a@b\",\"age\":42,\"price\":1.50,\"urgent\":true,\"headers\":{\"x\": [1]}}");
    }

    @Test
    void emptyCellsAreLeftOut() throws ImportRefused {
        RowMapper mapper = csv(MAIL, "to,age,urgent");

        assertThat(args(mapper, "a@b", "", "false")).isEqualTo("{\"to\":\"a@b\",\"urgent\":false}");
    }

    @Test
    void whatIsNoTypeIsAStringAndQuotedForJson() throws ImportRefused {
        RowMapper mapper = csv("{}", "a,b\"c");

        assertThat(args(mapper, "007", "x\"\\\n\u0001é😀"))
                .isEqualTo("{\"a\":\"007\",\"b\\\"c\":\"x\\\"\\\\\\n\\u0001é😀\"}");
    }

    @Test
    void columnsAreMappedAndIgnored() throws ImportRefused {
        RowMapper mapper = new RowMapper(
                task(MAIL),
                FileFormat.CSV,
                List.of("E-mail", "PLZ", "Nr", "Notes"),
                Map.of(
                        "E-mail",
                        Optional.of("to"),
                        "PLZ",
                        Optional.of("/address/zip"),
                        "Nr",
                        Optional.of("/address/number"),
                        "Notes",
                        Optional.empty()),
                Map.of());

        assertThat(args(mapper, "a@b", "01234", "7", "x"))
                .isEqualTo("{\"to\":\"a@b\",\"address\":{\"zip\":\"01234\",\"number\":7}}");
        assertThat(args(mapper, "a@b", "", "", "x")).isEqualTo("{\"to\":\"a@b\"}");
        assertThat(mapper.columns())
                .extracting(column -> column.field().orElse(null))
                .containsExactly("to", "/address/zip", "/address/number", null);
    }

    @Test
    void whatIsWrongIsBlamedOnItsColumn() throws ImportRefused {
        RowMapper mapper = new RowMapper(
                task(MAIL),
                FileFormat.CSV,
                List.of("E-mail", "age", "urgent", "headers", "Nr"),
                Map.of("E-mail", Optional.of("to"), "Nr", Optional.of("/address/number")),
                Map.of());

        assertThat(rejected(mapper, "a", "1.5", "", "", "x"))
                .isEqualTo(reject("Nr", "must be a number such as 1234.5", "[\"a\",\"1.5\",\"\",\"\",\"x\"]"));
        assertThat(rejected(mapper, "", "1", "", "", "1"))
                .isEqualTo(reject("E-mail", "is required", "[\"\",\"1\",\"\",\"\",\"1\"]"));
        assertThat(rejected(mapper, "a", "1.5", "", "", "").reason())
                .contains("must have at least 3 characters")
                .contains("age must be an integer");
        assertThat(rejected(mapper, "a@b", "", "maybe", "", ""))
                .extracting(RejectedRow::column, RejectedRow::reason)
                .containsExactly(Optional.of("urgent"), "must be true or false");
        assertThat(rejected(mapper, "a@b", "", "", "{\"a\":1} {}", ""))
                .extracting(RejectedRow::column, RejectedRow::reason)
                .containsExactly(Optional.of("headers"), "has more than one JSON value");
        assertThat(rejected(mapper, "a@b", "007", "", "", "").column()).contains("age");
    }

    @Test
    void recordsThatDoNotFitTheHeaderAreRejected() throws ImportRefused {
        RowMapper mapper = csv(MAIL, "to,age");

        assertThat(rejected(mapper, "a@b"))
                .isEqualTo(new RejectedRow(7, Optional.empty(), "has 1 column, but the header has 2", "[\"a@b\"]"));
        assertThat(rejected(mapper, "a@b", "1", "2").reason()).isEqualTo("has 3 columns, but the header has 2");
        assertThat(((Mapped.Rejected) mapper.map(new Row.Cells(7, List.of("a@b\"x", "1"), true)))
                        .row()
                        .reason())
                .startsWith("has text after a closing quote");
    }

    @Test
    void largeArgsAreRejected() throws ImportRefused {
        assertThat(rejected(csv("{}", "a"), "é".repeat(Limits.PAYLOAD_BYTES / 2))
                        .reason())
                .isEqualTo("must have at most 262144 bytes as args");
    }

    @Test
    void headersThatCannotBeRightAreRefused() {
        refused(MAIL, "to,subject", "body:line 1 has the column \"subject\", but the args of the task have no field");
        refused(MAIL, "to;age", "separate columns by commas");
        refused(MAIL, "to,to", "has the column \"to\" twice");
        refused(MAIL, "age", "has no column for \"to\", which the task needs");
        refused("{}", ",a", "has a column without a name");
        refused("{}", "a,,b", "has a column without a name");
        refused("{}", ",a".repeat(Columns.MOST), "has more than 1000 columns");
    }

    @Test
    void mappingsThatCannotBeRightAreRefused() {
        refused(
                "{}",
                "a",
                Map.of("b", Optional.of("c")),
                "?columns names the column \"b\", which the header does not have");
        refused("{}", "a,b", Map.of("b", Optional.of("a")), "two columns for one field, \"a\" and \"b\"");
        refused("{}", "a,b", Map.of("b", Optional.of("/a/c")), "inside of that of the column \"a\"");
        refused(MAIL, "to,b", Map.of("b", Optional.of("/address/x")), "no field \"/address/x\"");
    }

    @Test
    void unnamedColumnsAtTheRightMustBeEmpty() throws ImportRefused {
        for (String right : List.of(",", ",,", ",,,,", ",,,reject.line,reject.column,reject.reason")) {
            RowMapper mapper = csv(MAIL, "to" + right);
            String[] row = ("a@b" + right.replaceAll("[^,]", "")).split(",", -1);

            assertThat(args(mapper, row)).isEqualTo("{\"to\":\"a@b\"}");
            row[1] = " ";
            assertThat(args(mapper, row)).isEqualTo("{\"to\":\"a@b\"}");
            row[1] = "x";
            assertThat(rejected(mapper, row).reason()).startsWith("has a value in column 2, which has no name");
        }
    }

    @Test
    void unnamedColumnsAreIgnoredIfAsked() throws ImportRefused {
        for (String header : List.of("to,", "to,,", ",to,", ",,to,,")) {
            RowMapper mapper = new RowMapper(
                    task(MAIL), FileFormat.CSV, List.of(header.split(",", -1)), Map.of("", Optional.empty()), Map.of());
            String[] row = header.replace("to", "a@b").split(",", -1);
            row[0] = row[0].isEmpty() ? "x" : row[0];

            assertThat(args(mapper, row)).isEqualTo("{\"to\":\"a@b\"}");
        }
        refused("{}", "a,,", Map.of("", Optional.of("b")), "two columns for one field, \"\" and \"\"");
    }

    @Test
    void aMappingSaysHowCellsAreRead() throws ImportRefused {
        RowMapper mapper = new RowMapper(
                task("{}"),
                FileFormat.CSV,
                List.of("a", "b", "c", "d", "plain"),
                Map.of("b", Optional.of("/x/b")),
                Map.of("a", CellType.JSON, "b", CellType.NUMBER, "c", CellType.BOOLEAN, "d", CellType.STRING));

        assertThat(args(mapper, "{\"a\":1}", "1.0", "True", "1", "{\"a\":1}"))
                .isEqualTo("{\"a\":{\"a\":1},\"x\":{\"b\":1.0},\"c\":true,\"d\":\"1\",\"plain\":\"{\\\"a\\\":1}\"}");
        assertThat(args(mapper, "null", "", "", "", "")).isEqualTo("{\"a\":null}");
        assertThat(rejected(mapper, "{a:1}", "", "", "", "").column()).contains("a");
        assertThat(mapper.columns())
                .extracting(Columns.Column::type)
                .containsExactly(CellType.JSON, CellType.NUMBER, CellType.BOOLEAN, CellType.STRING, CellType.STRING);
    }

    @Test
    void whatAFileOfRejectedRowsHasAddedIsIgnored() throws ImportRefused {
        RowMapper mapper = csv(MAIL, "to,reject.line,reject.column,reject.reason");

        assertThat(args(mapper, "a@b", "3", "to", "is required")).isEqualTo("{\"to\":\"a@b\"}");
    }

    @Test
    void aLineOfNdjsonIsTheArgsByteForByte() throws ImportRefused {
        RowMapper mapper = ndjson(MAIL);

        assertThat(args(mapper, "{ \"to\":\"a\\u0062c\",  \"price\": 1.0 }"))
                .isEqualTo("{ \"to\":\"a\\u0062c\",  \"price\": 1.0 }");
        assertThat(rejected(mapper, "{\"to\":\"a@b\",\"age\":\"1\"}"))
                .isEqualTo(reject(
                        "/age", "must be an integer or null", "\"{\\\"to\\\":\\\"a@b\\\",\\\"age\\\":\\\"1\\\"}\""));
        assertThat(rejected(mapper, "{\"to\"").reason()).startsWith("is not valid JSON");
        assertThat(rejected(ndjson("{}"), "{} {}").reason()).isEqualTo("has more than one JSON value");
        assertThat(rejected(ndjson("{}"), "{\"a\":1,\"a\":2}").reason()).startsWith("is not valid JSON: ");
        assertThat(rejected(ndjson("{}"), "[".repeat(201)).reason())
                .isEqualTo("must be nested at most 200 levels deep");
        assertThat(rejected(ndjson("{}"), "[".repeat(201) + "]".repeat(201)).reason())
                .isEqualTo("must be nested at most 200 levels deep");
    }

    @Test
    void theRejectOfALineIsCutOut() throws ImportRefused {
        RowMapper mapper = ndjson("{}");

        assertThat(args(mapper, "{\"to\": 1, \"reject\": {\"line\": 3, \"x\": [{}]} }"))
                .isEqualTo("{\"to\": 1 }");
        assertThat(args(mapper, "{\"reject\":{\"line\":3}, \"to\":1}")).isEqualTo("{ \"to\":1}");
        assertThat(args(mapper, "{\"a\":{\"reject\":{}},\"reject\":{},\"to\":1}"))
                .isEqualTo("{\"a\":{\"reject\":{}},\"to\":1}");
        assertThat(args(mapper, "{\"reject\":{}}")).isEqualTo("{}");
        assertThat(args(mapper, "{\"reject\":true}")).isEqualTo("{\"reject\":true}");
        assertThat(args(mapper, "[\"reject\"]")).isEqualTo("[\"reject\"]");
        assertThat(rejected(mapper, "{\"reject\":{\"line\":3,\"text\":\"{\"}}").reason())
                .startsWith("holds a line that was not JSON");
        assertThat(args(ndjson("{\"properties\":{\"reject\":{}}}"), "{\"reject\":{}}"))
                .isEqualTo("{\"reject\":{}}");
    }

    private static void refused(String schema, String header, String message) {
        refused(schema, header, Map.of(), message);
    }

    private static void refused(String schema, String header, Map<String, Optional<String>> fields, String message) {
        assertThatThrownBy(() ->
                        new RowMapper(task(schema), FileFormat.CSV, List.of(header.split(",", -1)), fields, Map.of()))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining(message);
    }

    private static RowMapper csv(String schema, String header) throws ImportRefused {
        return new RowMapper(task(schema), FileFormat.CSV, List.of(header.split(",", -1)), Map.of(), Map.of());
    }

    private static RowMapper ndjson(String schema) throws ImportRefused {
        return new RowMapper(task(schema), FileFormat.NDJSON, List.of(), Map.of(), Map.of());
    }

    private static String args(RowMapper mapper, String... row) {
        assertThat(mapper.map(row(mapper, row))).isInstanceOf(Mapped.Args.class);
        return ((Mapped.Args) mapper.map(row(mapper, row))).json();
    }

    private static RejectedRow rejected(RowMapper mapper, String... row) {
        assertThat(mapper.map(row(mapper, row))).isInstanceOf(Mapped.Rejected.class);
        return ((Mapped.Rejected) mapper.map(row(mapper, row))).row();
    }

    private static Row row(RowMapper mapper, String... row) {
        return mapper.columns().isEmpty() ? new Row.Text(7, row[0]) : new Row.Cells(7, List.of(row), false);
    }

    private static RejectedRow reject(String column, String reason, String row) {
        return new RejectedRow(7, Optional.of(column), reason, row);
    }

    private static TaskDefinition task(String schema) {
        return new TaskCompiler()
                .compile(new TaskName("mail"), "Sends mail", Duration.ofMinutes(1), new RawTaskHandler() {
                    @Override
                    public String argsSchema() {
                        return schema;
                    }

                    @Override
                    public Optional<String> handle(String args, JobContext context) {
                        return Optional.empty();
                    }
                });
    }
}
