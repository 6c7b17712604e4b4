package nightshift.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import nightshift.job.JsonPointer;
import nightshift.store.JobFilter;

/**
 * Reads the small body of a request into a record: its components are the fields. A component is required unless it is an
 * {@link Optional} or a {@link Set}. Every wrong field is named, and a field that the record does not have is refused.
 *
 * <p>A component is a text, a time, a type that {@link TextValue} knows, an object with a record of its own, or one
 * of them as an {@code Optional}. A {@code Set} is a list of texts that each stand for a value. A record with {@link OrText} can
 * be written as a text in place of an object.
 */
public final class RecordBody {

    private final Class<?> type;
    private final FieldErrors errors;
    private final Map<String, Object> values = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    private RecordBody(Class<?> type, FieldErrors errors) {
        this.type = type;
        this.errors = errors;
    }

    /**
     * Reads a body that must be one object and nothing else.
     *
     * @param undone the sentence that says what was not done, without its period
     * @throws ProblemException if the body is not JSON, or does not fit the record; it names everything that is wrong
     */
    public static <T extends Record> T read(byte[] body, Class<T> type, String undone) {
        FieldErrors errors = new FieldErrors();
        RecordBody read = new RecordBody(type, errors);
        FieldReader.read(body, 0, body.length, errors, read::field);
        read.require("");
        errors.throwIfAny(undone);
        return type.cast(read.value());
    }

    /** Reads the value of a field as a record of this type. What is wrong goes to the errors, and then its value says nothing. */
    public static <T extends Record> T field(FieldReader in, String name, Class<T> type, FieldErrors errors) {
        return type.cast(new RecordBody(type, errors).nested(in, name, type).value());
    }

    private void field(FieldReader in, String name) {
        Optional<RecordComponent> component = Stream.of(type.getRecordComponents())
                .filter(each -> each.getName().equals(name))
                .findFirst();
        if (component.isEmpty()) {
            in.unknown(name);
            return;
        }
        given.add(name);
        read(in, name, component.get()).ifPresent(value -> values.put(name, value));
    }

    private Optional<?> read(FieldReader in, String name, RecordComponent component) {
        Class<?> wanted = wanted(component);
        Longest longest = component.getAccessor().getAnnotation(Longest.class);
        Optional<Function<String, ?>> convert = TextValue.of(wanted);
        if (component.getType() == Set.class) {
            return Optional.of(Set.copyOf(in.values(name, convert.orElseThrow())));
        }
        if (longest != null) {
            return in.value(name, text -> ShortText.checked(text, longest.value()), "");
        }
        if (wanted == String.class) {
            return in.text(name);
        }
        if (wanted == JobFilter.class) {
            return in.parsed(name, TextValue::filter);
        }
        if (wanted == Instant.class) {
            return in.time(name);
        }
        return convert.isPresent() ? in.value(name, convert.get(), "") : Optional.of(nested(in, name, wanted));
    }

    private RecordBody nested(FieldReader in, String name, Class<?> record) {
        RecordBody nested = new RecordBody(record, errors);
        OrText alone = record.getAnnotation(OrText.class);
        if (alone != null && in.isText()) {
            RecordComponent component = Stream.of(record.getRecordComponents())
                    .filter(each -> each.getName().equals(alone.value()))
                    .findFirst()
                    .orElseThrow();
            nested.read(in, name, component).ifPresent(value -> nested.values.put(alone.value(), value));
            return nested;
        }
        if (in.nested(name, nested::field)) {
            nested.require(in.pointer(name));
        }
        return nested;
    }

    private static Class<?> wanted(RecordComponent component) {
        Type wanted = component.getGenericType() instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : component.getType();
        return (Class<?>) wanted;
    }

    private void require(String base) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean required = component.getType() != Optional.class && component.getType() != Set.class;
            if (required && !given.contains(component.getName())) {
                errors.invalid(JsonPointer.member(base, component.getName()), "is required");
            }
        }
    }

    private Object value() {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object value = values.get(components[i].getName());
            Object whole = value instanceof RecordBody nested ? nested.value() : value;
            if (components[i].getType() == Optional.class) {
                arguments[i] = Optional.ofNullable(whole);
            } else {
                arguments[i] = whole == null ? Set.of() : whole;
            }
        }
        try {
            var constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true); // bodies are package-private records of the rooms that read them
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + " refuses what it describes", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }
}
