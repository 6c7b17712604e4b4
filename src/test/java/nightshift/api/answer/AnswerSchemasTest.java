package nightshift.api.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import nightshift.support.ApiDocument;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The response schemas of the document are those of the records. Write them again with
 * {@code mvn test -Dtest=AnswerSchemasTest -Dnightshift.openapi=write}, then the console's types with {@code npm run api}.
 */
class AnswerSchemasTest {

    private static final Path FILE = Path.of("src/main/resources/META-INF/openapi.yaml");
    private static final String BEGIN =
            "    # Generated from the records in nightshift.api.answer by AnswerSchemasTest: change those.\n";
    private static final String END = "    # End of the generated part.\n";

    @Test
    void theDocumentHasTheSchemasOfTheRecords() throws IOException {
        String text = Files.readString(FILE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String generated = AnswerSchemas.yaml();
        if ("write".equals(System.getProperty("nightshift.openapi"))) {
            Files.writeString(FILE, text.substring(0, begin) + generated + text.substring(end));
            return;
        }

        assertThat(text.substring(begin, end))
                .as("see the comment of this class")
                .isEqualTo(generated);
        JsonNode schemas = new ApiDocument().root().at("/components/schemas");
        AnswerSchemas.all()
                .forEach(
                        (name, schema) -> assertThat(schemas.get(name)).as(name).isEqualTo(schema));
    }

    @Test
    void theFilterOfAnAnswerIsTheOneThatARequestHas() {
        JsonNode filter = new ApiDocument().root().at("/components/schemas/JobFilter/properties");

        assertThat(AnswerSchemas.record(JobConditions.class).get("properties").propertyNames())
                .containsExactlyElementsOf(filter.propertyNames());
    }

    @Test
    void everyAnswerInJsonIsARecord() {
        Set<String> used = new TreeSet<>();
        ApiDocument document = new ApiDocument();
        document.operations()
                .forEach(operation -> operation
                        .responses()
                        .forEach(response -> response.path("content").properties().stream()
                                .filter(content -> content.getKey().endsWith("json"))
                                .forEach(content -> used.addAll(
                                        content.getValue().get("schema").findValuesAsString("$ref")))));

        assertThat(used)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(AnswerSchemas.all())
                        .containsKey(reference.substring(reference.lastIndexOf('/') + 1)));
    }
}
