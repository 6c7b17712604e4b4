package nightshift.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads settings one by one, refuses values that it cannot understand, and remembers which settings it read. */
final class SettingsReader {

    private final Function<String, Optional<String>> source;
    private final Map<String, String> asked = new LinkedHashMap<>();

    /** @param source gives the text of a setting by its name */
    SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** Every setting read so far, with its default; empty text if it has none. */
    Map<String, String> asked() {
        return asked;
    }

    Optional<String> text(String name) {
        asked.put(name, "");
        return source.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    String text(String name, String standard) {
        Optional<String> text = text(name);
        asked.put(name, standard);
        return text.orElse(standard);
    }

    /** An address that paths are added to: http or https, without user, query, fragment or slash at its end. */
    Optional<URI> baseUrl(String name) {
        return text(name).map(text -> {
            try {
                URI url = new URI(text.replaceAll("/+$", ""));
                if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                        && url.getHost() != null
                        && url.getUserInfo() == null
                        && url.getQuery() == null
                        && url.getFragment() == null) {
                    return url;
                }
            } catch (URISyntaxException e) {
                // The message below says it.
            }
            // Not the text itself: it may hold a password.
            throw new CannotStart(name + " (" + inEnvironment(name) + ") must look like http://host:port or "
                    + "https://host/path, without user, query and fragment");
        });
    }

    boolean flag(String name, boolean standard) {
        String text = text(name, Boolean.toString(standard)).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, text, "must be true or false");
        };
    }

    long number(String name, long standard, long least, long most) {
        return number(name, text(name, Long.toString(standard)), least, most);
    }

    /** An optional whole number. */
    Optional<Long> optionalNumber(String name, long least, long most) {
        return text(name).map(text -> number(name, text, least, most));
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below says it.
        }
        throw wrong(name, text, "must be a whole number from " + least + " to " + most);
    }

    /** A number above 0 and at most 1. */
    double ratio(String name, double standard) {
        String text = text(name, Double.toString(standard));
        if (text.matches("[0-9]{0,3}\\.?[0-9]{1,9}")) {
            double number = Double.parseDouble(text);
            if (number > 0 && number <= 1) {
                return number;
            }
        }
        throw wrong(name, text, "must be a number above 0 and at most 1, such as " + standard);
    }

    Duration duration(String name, Duration standard, Duration least, Duration most) {
        return duration(name, text(name, standard.toString()), standard, least, most);
    }

    /** An optional duration. */
    Optional<Duration> optionalDuration(String name, Duration least, Duration most, Duration example) {
        return text(name).map(text -> duration(name, text, example, least, most));
    }

    private static Duration duration(String name, String text, Duration example, Duration least, Duration most) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // The message below says it.
        }
        throw wrong(name, text, "must be an ISO 8601 duration from " + least + " to " + most + ", such as " + example);
    }

    <E extends Enum<E>> E choice(String name, E standard) {
        String text = text(name, lower(standard));
        for (E value : standard.getDeclaringClass().getEnumConstants()) {
            if (lower(value).equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        throw wrong(name, text, "must be one of " + choices(standard.getDeclaringClass()));
    }

    Set<String> words(String name, String standard, Set<String> allowed) {
        String text = text(name, standard);
        Set<String> words = new TreeSet<>();
        for (String word : text.split(",")) {
            words.add(word.strip().toLowerCase(Locale.ROOT));
        }
        if (!allowed.containsAll(words)) {
            throw wrong(
                    name,
                    text,
                    "must be one or more of " + String.join(", ", new TreeSet<>(allowed)) + ", separated by commas");
        }
        return words;
    }

    /** The exception for a setting whose text cannot be used. */
    static CannotStart wrong(String name, String text, String rule) {
        return new CannotStart(name + " (" + inEnvironment(name) + ") " + rule + ", but it is \"" + text + "\"");
    }

    /** A setting's name as an environment variable. */
    static String inEnvironment(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String choices(Class<? extends Enum<?>> type) {
        StringBuilder all = new StringBuilder();
        for (Enum<?> value : type.getEnumConstants()) {
            all.append(all.isEmpty() ? "" : ", ").append(lower(value));
        }
        return all.toString();
    }
}
