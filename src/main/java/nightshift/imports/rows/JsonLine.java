package nightshift.imports.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.format.JsonLimits;
import nightshift.imports.RejectedRow;
import nightshift.task.Violation;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Lines of NDJSON as args: byte for byte, except for the member that a file of rejected rows adds. */
public final class JsonLine {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(JsonLimits.ARGS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String QUOTED_MEMBER = '"' + Rejects.MEMBER + '"';
    private static final String TEXT = "text";

    private final boolean isMemberOfTask;

    JsonLine(ArgsTypes types) {
        isMemberOfTask = types.known().contains(Rejects.MEMBER);
    }

    /**
     * The args that a line has.
     *
     * @param violations gets the errors that show here
     */
    String args(String line, List<Violation> violations) {
        Optional<String> fault = fault(line);
        if (fault.isPresent()) {
            violations.add(new Violation("", fault.get()));
            return line;
        }
        return isMemberOfTask || !line.contains(QUOTED_MEMBER) ? line : withoutReject(line, violations);
    }

    /** Why a text is not one JSON value; empty if it is. */
    static Optional<String> fault(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return Optional.of("is not valid JSON: it is empty");
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null ? Optional.empty() : Optional.of("has more than one JSON value");
        } catch (StreamConstraintsException e) {
            return Optional.of(JsonLimits.excess(e));
        } catch (JacksonException e) {
            return Optional.of("is not valid JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * A rejected line as it is given back. JSON stays unchanged, with an additional member that says why the row was
     * rejected.
     */
    public static String withReject(String line, RejectedRow rejected) {
        String own = line.strip();
        if (fault(own).isPresent() || !own.startsWith("{")) {
            return "{" + member(rejected, Optional.of(line)) + "}";
        }
        String rest = withoutReject(own, new ArrayList<>());
        String members = rest.substring(0, rest.lastIndexOf('}'));
        return members + (members.strip().equals("{") ? "" : ",") + member(rejected, Optional.empty()) + "}";
    }

    private static String member(RejectedRow rejected, Optional<String> text) {
        StringBuilder member =
                new StringBuilder(QUOTED_MEMBER).append(":{\"line\":").append(rejected.line());
        rejected.column().ifPresent(column -> string(member, "column", column));
        string(member, "reason", rejected.reason());
        text.ifPresent(line -> string(member, TEXT, line));
        return member.append('}').toString();
    }

    private static void string(StringBuilder json, String name, String text) {
        json.append(",\"").append(name).append("\":");
        RowMapper.string(json, text);
    }

    private static String withoutReject(String line, List<Violation> violations) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return line;
            }
            int from = (int) parser.currentLocation().getCharOffset();
            boolean first = true;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isReject = parser.currentName().equals(Rejects.MEMBER);
                boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
                boolean hasText = isReject && isObject ? skipReject(parser) : skipped(parser);
                int to = (int) parser.currentLocation().getCharOffset();
                if (isReject && isObject) {
                    return cut(line, from, to, first, hasText, violations);
                }
                from = to;
                first = false;
            }
            return line;
        }
    }

    private static boolean skipped(JsonParser parser) {
        parser.skipChildren();
        parser.finishToken();
        return false;
    }

    /** @return whether the member holds the whole line, because that was no JSON */
    private static boolean skipReject(JsonParser parser) {
        boolean hasText = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            hasText |= parser.currentName().equals(TEXT);
            parser.nextToken();
            parser.skipChildren();
        }
        return hasText;
    }

    private static String cut(
            String line, int from, int to, boolean first, boolean hasText, List<Violation> violations) {
        String rest = line.substring(to);
        if (first && rest.stripLeading().startsWith("}") && hasText) {
            violations.add(new Violation(
                    "/" + Rejects.MEMBER,
                    "holds a line that was not JSON: put the corrected line in place of this one"));
        }
        if (first && rest.stripLeading().startsWith(",")) {
            rest = rest.substring(rest.indexOf(',') + 1);
        }
        return line.substring(0, from) + rest;
    }
}
