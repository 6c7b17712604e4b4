package nightshift.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import nightshift.bulk.FileFormat;
import nightshift.bulk.ImportRequest;
import nightshift.job.Limits;
import nightshift.job.QueueName;
import nightshift.job.TaskName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is asked of an import from query parameters. */
final class ImportDraft {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int NAME_LONGEST = 200;
    private static final int COLUMNS_MOST = 1000;
    private static final int FIELD_LONGEST = 200;
    /** A name, or a JSON Pointer. */
    private static final Pattern FIELD = Pattern.compile("[^/].*+|(?:/(?:[^~/]|~[01])*+){1,10}+", Pattern.DOTALL);

    private ImportDraft() {
    }

    /**
     * What is asked; whether only a dry run is, the caller reads.
     *
     * @param length of the body, as the client announces it
     * @throws ProblemException with 400 if a parameter cannot be used
     */
    static ImportRequest read(Query query, FileFormat format, String length) {
        Optional<TaskName> task = query.required("task", TaskName::new);
        QueueName queue = query.value("queue", QueueName::new).orElse(QueueName.DEFAULT);
        Optional<String> name = query.value("name", ImportDraft::name);
        Map<String, Optional<String>> columns = query.value("columns", text -> columns(text, format)).orElse(Map.of());
        int priority = query.whole("priority", Limits.PRIORITY_FIRST, Limits.PRIORITY_LAST, Limits.PRIORITY_DEFAULT);
        int maxAttempts = query.whole("maxAttempts", 1, Limits.ATTEMPTS_MOST, Limits.ATTEMPTS_DEFAULT);
        List<String> tags = query.values("tag", tag -> ShortText.checked(tag, Limits.TAG_LENGTH));
        query.require(tags.size() < Limits.TAGS_MOST, "tag", "can be given " + (Limits.TAGS_MOST - 1) + " times at most");
        int partitions = query.whole("partitions", 1, ImportRequest.PARTITIONS_MOST, 0);
        query.end();
        return new ImportRequest(task.orElseThrow(), queue, name, format, columns, priority, maxAttempts, tags,
                partitions == 0 ? Optional.empty() : Optional.of(partitions), announced(length));
    }

    /** It is shown and given back in a header, and never becomes part of a path here; it shall not do so elsewhere. */
    private static String name(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > NAME_LONGEST || text.contains("..") || text.equals(".")
                || text.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("must be the name of a file without its path: 1 to " + NAME_LONGEST
                    + " characters, no control characters, no / or \\ and no ..");
        }
        return text;
    }

    private static Map<String, Optional<String>> columns(String text, FileFormat format) {
        if (format != FileFormat.CSV) {
            throw new IllegalArgumentException("is for text/csv; a line of NDJSON is the args as they are");
        }
        Map<String, Optional<String>> columns = new HashMap<>();
        for (Map.Entry<String, JsonNode> column : object(text).properties()) {
            JsonNode field = column.getValue();
            if (!field.isNull() && !(field.isString() && isField(field.asString()))) {
                throw new IllegalArgumentException("has for \"" + column.getKey() + "\" neither null nor the name of a field of args"
                        + " or a JSON Pointer such as /address/city, of at most " + FIELD_LONGEST + " characters and 10 steps");
            }
            columns.put(column.getKey(), field.isNull() ? Optional.empty() : Optional.of(field.asString()));
        }
        return columns;
    }

    private static boolean isField(String text) {
        return text.length() <= FIELD_LONGEST && FIELD.matcher(text).matches();
    }

    private static JsonNode object(String text) {
        JsonNode object;
        try {
            object = JSON.readTree(text);
        } catch (JacksonException e) {
            object = JSON.missingNode();
        }
        if (!object.isObject() || object.size() > COLUMNS_MOST) {
            throw new IllegalArgumentException("must be a JSON object such as {\"E-mail\":\"to\",\"Notes\":null}, of at most "
                    + COLUMNS_MOST + " members with different names");
        }
        return object;
    }

    /** Not by {@code getLength()}, which is at a loss with more than 2 GB. */
    private static OptionalLong announced(String length) {
        if (length == null || !length.matches("\\d+")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length));
    }
}
