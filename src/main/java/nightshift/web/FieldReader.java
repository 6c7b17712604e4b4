package nightshift.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import nightshift.format.TimeText;
import nightshift.job.JsonPointer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a JSON object field by field. A wrong value is noted and skipped, so that one answer names everything that is
 * wrong. Text that is not JSON ends the reading.
 */
public final class FieldReader {

    private static final BigDecimal INT_MOST = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal INT_LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);

    private final byte[] bytes;
    private final int offset;
    private final JsonParser parser;
    private final FieldErrors errors;
    private final String base;

    private FieldReader(byte[] bytes, int offset, JsonParser parser, FieldErrors errors, String base) {
        this.bytes = bytes;
        this.offset = offset;
        this.parser = parser;
        this.errors = errors;
        this.base = base;
    }

    /**
     * Reads bytes that must be one object and nothing else.
     *
     * @param field called for each field, to read its value; all values must be read
     * @throws ProblemException if the bytes are not JSON
     */
    public static void read(
            byte[] bytes, int offset, int length, FieldErrors errors, BiConsumer<FieldReader, String> field) {
        JsonBody.read(
                bytes, offset, length, parser -> new FieldReader(bytes, offset, parser, errors, "").object(field));
    }

    private boolean object(BiConsumer<FieldReader, String> field) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            wrongType(base, "an object");
            return false;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.accept(this, name);
        }
        return true;
    }

    /** Whether the value is {@code null}. */
    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** The JSON Pointer of a field of this object. */
    public String pointer(String name) {
        return JsonPointer.member(base, name);
    }

    /**
     * Reads the value of a field, which must be an object.
     *
     * @param field called for each field of that object, as in {@link #read}
     * @return whether it is one
     */
    public boolean nested(String name, BiConsumer<FieldReader, String> field) {
        return new FieldReader(bytes, offset, parser, errors, pointer(name)).object(field);
    }

    /** Skips the value of a field that the call does not have, and notes that it is wrong. */
    public void unknown(String name) {
        unknown(name, "is not a field that this call knows");
    }

    /** Skips the value of a field that the call does not have, and notes what is wrong with its name. */
    public void unknown(String name, String detail) {
        parser.skipChildren();
        errors.invalid(pointer(name), detail);
    }

    private void wrongType(String pointer, String expected) {
        boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
        parser.skipChildren();
        errors.malformed(pointer, "must be " + expected + (isNull ? ", not null; leave it out instead" : ""));
    }

    /** Whether the value is a text. */
    boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /**
     * A text in a language of its own. Where it cannot be read, the request is as malformed as one that is not JSON.
     *
     * @param convert throws IllegalArgumentException with a message about what is wrong
     */
    <T> Optional<T> parsed(String name, Function<String, T> convert) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(convert.apply(text));
            } catch (IllegalArgumentException e) {
                errors.malformed(pointer(name), e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** A text; empty if the value is something else. */
    public Optional<String> text(String name) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            wrongType(pointer(name), "a text");
            return Optional.empty();
        }
        return Optional.of(parser.getString());
    }

    /**
     * A text that is converted to a value.
     *
     * @param convert throws IllegalArgumentException or DateTimeException if the text stands for nothing
     */
    public <T> Optional<T> value(String name, Function<String, T> convert, String expected) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(convert.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                errors.invalid(pointer(name), expected.isEmpty() ? e.getMessage() : expected);
                return Optional.empty();
            }
        });
    }

    /** An ISO 8601 duration of days to seconds; empty if the value is something else. */
    public Optional<Duration> duration(String name) {
        return value(name, TimeText::duration, "must be an ISO 8601 duration such as PT30S");
    }

    /** An RFC 3339 time; empty if the value is something else. */
    public Optional<Instant> time(String name) {
        return value(name, TimeText::time, "must be an RFC 3339 time such as 2026-11-24T14:02:11Z");
    }

    /**
     * A whole number as JSON Schema defines it: {@code 5.0} and {@code 5e0} are written differently and mean the same.
     * One that is too large for an int counts as the largest.
     */
    public Optional<Integer> whole(String name) {
        Optional<BigDecimal> whole =
                decimal().map(BigDecimal::stripTrailingZeros).filter(number -> number.scale() <= 0);
        if (whole.isEmpty()) {
            wrongType(pointer(name), "a whole number");
        }
        return whole.map(number -> number.min(INT_MOST).max(INT_LEAST).intValueExact());
    }

    private Optional<BigDecimal> decimal() {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                && parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(parser.getString()));
        } catch (NumberFormatException e) {
            return Optional.empty(); // an exponent of more than nine digits
        }
    }

    /** True or false; empty if the value is something else. */
    public Optional<Boolean> truth(String name) {
        if (parser.currentToken() != JsonToken.VALUE_TRUE && parser.currentToken() != JsonToken.VALUE_FALSE) {
            wrongType(pointer(name), "true or false");
            return Optional.empty();
        }
        return Optional.of(parser.currentToken() == JsonToken.VALUE_TRUE);
    }

    /** A number; empty if the value is something else. */
    public Optional<Double> number(String name) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                && parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            wrongType(pointer(name), "a number");
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(parser.getString()));
    }

    /** A list of texts; empty if the value is no list. Elements that are no texts are left out. */
    public Optional<List<String>> texts(String name) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            wrongType(pointer(name), "a list of texts");
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(parser.getString());
            } else {
                wrongType(pointer(name) + "/" + i, "a text");
            }
        }
        return Optional.of(texts);
    }

    /**
     * The texts of a list that each stand for something; empty if there is no list. One that stands for nothing is left out.
     *
     * @param convert throws IllegalArgumentException if the text stands for nothing
     */
    public <T> List<T> values(String name, Function<String, T> convert) {
        List<T> values = new ArrayList<>();
        List<String> texts = texts(name).orElse(List.of());
        for (int i = 0; i < texts.size(); i++) {
            try {
                values.add(convert.apply(texts.get(i)));
            } catch (IllegalArgumentException e) {
                errors.invalid(pointer(name) + "/" + i, e.getMessage());
            }
        }
        return values;
    }

    /**
     * Where a value lies in the bytes of a body.
     *
     * @param bytes  the whole body
     * @param offset of the first byte of the value
     * @param length of the value in bytes
     */
    public record Slice(byte[] bytes, int offset, int length) {
        /** The value as it is written. */
        public String text() {
            return new String(bytes, offset, length, UTF_8);
        }
    }

    /** Any value, as written. */
    Slice raw() {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        return new Slice(bytes, offset + from, to - from);
    }

    /** Any value but null, as written. */
    public Optional<Slice> rawNotNull(String name) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            wrongType(pointer(name), "JSON");
            return Optional.empty();
        }
        return Optional.of(raw());
    }

    /** The elements of a list, as written. */
    public Optional<List<Slice>> rawElements(String name) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            wrongType(pointer(name), "a list");
            return Optional.empty();
        }
        List<Slice> slices = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            slices.add(raw());
        }
        return Optional.of(slices);
    }
}
