package nightshift.binding;

import com.networknt.schema.Error;
import java.util.Map;
import java.util.StringJoiner;
import nightshift.format.TimeText;
import nightshift.job.JsonPointer;
import nightshift.task.Violation;
import tools.jackson.databind.JsonNode;

/** Puts the validator's errors into the words of this API, and points at the wrong member rather than its parent. */
final class SchemaViolation {

    private static final Map<String, String> TYPES = Map.of(
            "string",
            "a string",
            "integer",
            "an integer",
            "number",
            "a number",
            "boolean",
            "true or false",
            "object",
            "an object",
            "array",
            "an array",
            "null",
            "null");

    private static final Map<String, String> FORMATS = Map.of(
            "duration", "an ISO 8601 duration such as PT30S",
            "date-time", "an RFC 3339 time such as 2026-11-24T14:02:11Z",
            "date", "a date such as 2026-11-24",
            "time", "an RFC 3339 time of day such as 14:02:11Z",
            "uuid", "a UUID",
            "uri", "an absolute URI",
            "uri-reference", "a URI",
            "email", "an e-mail address");

    private SchemaViolation() {}

    static Violation of(Error error) {
        JsonNode rule = error.getSchemaNode();
        String at = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> new Violation(JsonPointer.member(at, error.getProperty()), "is required");
            case "additionalProperties", "unevaluatedProperties" ->
                new Violation(JsonPointer.member(at, error.getProperty()), "is not a known property");
            default -> new Violation(at, text(error, rule));
        };
    }

    private static String text(Error error, JsonNode rule) {
        return switch (error.getKeyword()) {
            case "type" -> "must be " + types(rule);
            case "enum" -> "must be one of " + listed(rule);
            case "const" -> "must be " + rule;
            case "format" -> "must be " + FORMATS.getOrDefault(rule.asString(), rule.asString());
            case "pattern" ->
                rule.asString().equals(TimeText.DURATION)
                        ? "must be " + FORMATS.get("duration")
                        : "must match " + rule.asString();
            case "minimum" -> "must be at least " + rule;
            case "maximum" -> "must be at most " + rule;
            case "exclusiveMinimum" -> "must be more than " + rule;
            case "exclusiveMaximum" -> "must be less than " + rule;
            case "multipleOf" -> "must be a multiple of " + rule;
            case "minLength" -> "must have at least " + count(rule, "character");
            case "maxLength" -> "must have at most " + count(rule, "character");
            case "minItems" -> "must have at least " + count(rule, "item");
            case "maxItems" -> "must have at most " + count(rule, "item");
            case "minProperties" -> "must have at least " + count(rule, "member");
            case "maxProperties" -> "must have at most " + count(rule, "member");
            case "uniqueItems" -> "must not have the same item twice";
            default -> error.getMessage();
        };
    }

    private static String types(JsonNode rule) {
        if (!rule.isArray()) {
            return TYPES.getOrDefault(rule.asString(), rule.asString());
        }
        StringJoiner names = new StringJoiner(" or ");
        rule.forEach(type -> names.add(TYPES.getOrDefault(type.asString(), type.asString())));
        return names.toString();
    }

    private static String listed(JsonNode rule) {
        StringJoiner values = new StringJoiner(", ");
        rule.forEach(value -> values.add(value.isString() ? value.asString() : value.toString()));
        return values.toString();
    }

    private static String count(JsonNode rule, String what) {
        return rule + " " + what + (rule.asLong() == 1 ? "" : "s");
    }
}
