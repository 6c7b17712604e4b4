package nightshift.web;

import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nightshift.format.TimeText;

/** Reads query parameters, and refuses by name those that are wrong or unknown. */
public final class Query {

    private final Map<String, List<String>> parameters;
    private final FieldErrors errors = new FieldErrors();
    private final Set<String> known = new HashSet<>();

    /** @param parameters the values of each parameter, by its name */
    public Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** @throws ProblemException if the parameters cannot be told apart */
    public static Query of(UriInfo uri) {
        try {
            return new Query(uri.getQueryParameters());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("?", "has a percent sign without two hexadecimal digits after it")
                    .exception();
        }
    }

    List<String> all(String name) {
        known.add(name);
        return parameters.getOrDefault(name, List.of());
    }

    /** A text of 1 to {@code longest} characters, none of them a control character. */
    public Optional<String> text(String name, int longest) {
        return value(name, text -> ShortText.checked(text, longest));
    }

    /** @param convert throws IllegalArgumentException or DateTimeException with a message about what is wrong */
    public <T> Optional<T> value(String name, Function<String, T> convert) {
        List<String> values = all(name);
        if (values.size() > 1) {
            errors.malformed("?" + name, "cannot be repeated");
            return Optional.empty();
        }
        return values.stream().findFirst().flatMap(value -> converted(name, value, convert));
    }

    /** As {@link #value}, for a parameter that must be there. */
    public <T> Optional<T> required(String name, Function<String, T> convert) {
        require(!all(name).isEmpty(), name, "is required");
        return value(name, convert);
    }

    /** Checks a condition on a parameter. */
    public void require(boolean condition, String name, String otherwise) {
        if (!condition) {
            errors.malformed("?" + name, otherwise);
        }
    }

    /** {@code true} or {@code false}; false if it is missing. */
    public boolean flag(String name) {
        return value(name, text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw new IllegalArgumentException("must be true or false");
                    }
                    return text.equals("true");
                })
                .orElse(false);
    }

    /**
     * The values of a parameter that can be repeated; values that cannot be used are noted and left out.
     *
     * @param convert throws IllegalArgumentException with a message about what is wrong
     */
    public <T> List<T> values(String name, Function<String, T> convert) {
        return all(name).stream()
                .flatMap(value -> converted(name, value, convert).stream())
                .toList();
    }

    private <T> Optional<T> converted(String name, String value, Function<String, T> convert) {
        try {
            return Optional.of(convert.apply(value));
        } catch (IllegalArgumentException e) {
            errors.malformed("?" + name, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * A whole number.
     *
     * @param least     the smallest value
     * @param most      the largest value
     * @param otherwise the value if the parameter is missing or wrong
     */
    public int whole(String name, int least, int most, int otherwise) {
        return value(name, text -> {
                    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                        throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
                    }
                    return Integer.parseInt(text);
                })
                .orElse(otherwise);
    }

    /** An RFC 3339 time. */
    public Optional<Instant> time(String name) {
        return value(name, text -> {
            try {
                return TimeText.time(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("must be an RFC 3339 time such as 2026-11-24T14:02:11Z", e);
            }
        });
    }

    /** As {@link #time}, for a parameter that must be there. */
    public Optional<Instant> requiredTime(String name) {
        require(!all(name).isEmpty(), name, "is required: an RFC 3339 time such as 2026-11-24T14:02:11Z");
        return time(name);
    }

    /**
     * An ISO 8601 duration of days to seconds.
     *
     * @param most the longest duration
     */
    public Optional<Duration> duration(String name, Duration most) {
        return value(name, text -> {
            try {
                Duration duration = TimeText.duration(text);
                if (duration.compareTo(most) <= 0) {
                    return duration;
                }
            } catch (DateTimeException e) {
                // the same answer as for one that is out of range
            }
            throw new IllegalArgumentException("must be an ISO 8601 duration from PT0S to PT" + most.toSeconds() + "S");
        });
    }

    /** @throws ProblemException with 400 if a parameter was wrong, or never asked for */
    public void end() {
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> errors.malformed("?" + name, "is not a parameter of this call"));
        errors.throwIfAny("The request cannot be understood");
    }
}
