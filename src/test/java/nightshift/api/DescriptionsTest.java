package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.access.Permission;
import nightshift.access.Role;
import nightshift.support.ApiDocument;
import nightshift.support.ApiDocument.Operation;
import nightshift.web.callers.CallersTest;
import nightshift.web.callers.Needs;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document says in whole sentences what each call, parameter, answer and field means, and who can make the call. */
class DescriptionsTest {

    private static final String SENTENCES = "(?s)[A-Z0-9`].*\\w\\W+\\w.*[.`:]\\s*";
    private static final Map<String, Permission> PERMISSIONS = CallersTest.calls()
            .filter(method -> method.isAnnotationPresent(Needs.class))
            .collect(Collectors.toMap(OpenApiTest::call, DescriptionsTest::permission));

    private final ApiDocument document = new ApiDocument();

    @Test
    void everyCallIsDescribed() {
        assertThat(document.operations()).allSatisfy(call -> {
            assertThat(call.node().path("summary").asString(""))
                    .as("the summary of %s, such as: Cancel a job", call)
                    .matches("[A-Z]\\w+ [^.]+");
            assertSentences(call.node(), call.toString());
        });
    }

    @Test
    void everyCallSaysWhoCanMakeIt() {
        assertThat(document.operations())
                .allSatisfy(call -> assertThat(
                                call.node().path("description").asString("").replaceAll("\\s+", " "))
                        .as("the description of %s", call)
                        .contains(whoCan(call)));
    }

    private static Permission permission(Method method) {
        return method.getAnnotation(Needs.class).value();
    }

    private static String whoCan(Operation call) {
        if (call.node().path("security").toString().equals("[]")) {
            return "needs no credentials";
        }
        Permission needed = PERMISSIONS.getOrDefault(call.toString(), Permission.READ);
        List<String> roles = Stream.of(Role.SUBMITTER, Role.OPERATOR, Role.ADMIN)
                .filter(role -> role.may(needed))
                .map(role -> "`" + role.label() + "`")
                .toList();
        if (Arrays.stream(Role.values()).allMatch(role -> role.may(needed))) {
            return "Every role can make this call.";
        }
        return switch (roles.size()) {
            case 1 -> "Needs the role " + roles.get(0) + ".";
            case 2 -> "Needs the role " + String.join(" or ", roles) + ".";
            default -> "Needs the role " + roles.get(0) + ", " + roles.get(1) + ", or " + roles.get(2) + ".";
        };
    }

    @Test
    void everyCallNamesItsProblemsWithAnExample() {
        assertThat(document.operations()).allSatisfy(call -> {
            Map<String, JsonNode> problems = new TreeMap<>();
            call.node().get("responses").properties().forEach(response -> {
                JsonNode content = call.resolve(response.getValue()).at("/content/application~1problem+json");
                if (!content.isMissingNode()) {
                    problems.put(response.getKey(), content);
                }
            });
            assertThat(problems).as("problems of %s", call).containsKeys("400", "503", "default");
            assertThat(problems.values()).allMatch(content -> content.has("example"));
        });
    }

    @Test
    void parametersAndAnswersAndHeadersAreDescribed() {
        assertThat(document.operations()).allSatisfy(call -> {
            call.node()
                    .path("parameters")
                    .forEach(parameter -> assertSentences(call.resolve(parameter), call + " " + parameter));
            call.responses().forEach(response -> {
                assertSentences(response, call + " " + response);
                response.path("headers")
                        .properties()
                        .forEach(header -> assertSentences(header.getValue(), call + " " + header));
            });
        });
        assertThat(document.root().get("tags")).allSatisfy(tag -> assertSentences(tag, tag.toString()));
        assertThat(document.root().at("/components/securitySchemes"))
                .isNotEmpty()
                .allSatisfy(scheme -> assertSentences(scheme, scheme.toString()));
    }

    @Test
    void schemasAndAllTheirPropertiesAreDescribed() {
        JsonNode schemas = document.root().at("/components/schemas");
        schemas.properties().forEach(schema -> assertSentences(schema.getValue(), schema.getKey()));
        List<String> seen = new ArrayList<>();

        assertPropertiesDescribed(document.root(), "", seen);

        assertThat(seen).hasSizeGreaterThan(150);
    }

    private static void assertPropertiesDescribed(JsonNode node, String at, List<String> seen) {
        if (node.path("properties").isObject() && !at.endsWith("/properties")) {
            node.get("properties").properties().forEach(property -> {
                seen.add(at + "/" + property.getKey());
                assertSentences(property.getValue(), at + "/" + property.getKey());
            });
        }
        node.properties().stream()
                .filter(member -> !member.getKey().startsWith("example"))
                .forEach(member -> assertPropertiesDescribed(member.getValue(), at + "/" + member.getKey(), seen));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            assertPropertiesDescribed(node.get(i), at + "/" + i, seen);
        }
    }

    private static void assertSentences(JsonNode node, String of) {
        assertThat(node.path("description").asString(""))
                .as("the description of %s, in whole sentences", of)
                .matches(SENTENCES);
    }
}
