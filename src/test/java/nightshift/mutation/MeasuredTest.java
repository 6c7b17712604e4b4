package nightshift.mutation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A test as it was when the scripts wrote what they evaluate.
 *
 * @param id         by which JUnit finds it
 * @param time       how long it took
 * @param conditions what was evaluated while it ran, or before the tests of its class, as {@link #condition}
 */
record MeasuredTest(String id, Duration time, Set<String> conditions) {

    private static final String SEPARATOR = "\t";

    /** A condition of a script. */
    static String condition(String file, int number) {
        return file + " " + number;
    }

    /** The class of the test that JUnit knows by this id. */
    static String className(String id) {
        return id.replaceFirst(".*\\[class:([^]]+)].*", "$1");
    }

    /** A name to show for the test that JUnit knows by this id. */
    static String name(String id) {
        return id.replaceFirst("^\\[engine:[^]]+]/", "").replaceAll("\\[[\\w-]+:([^]]+)]", "$1");
    }

    /** It in one line, for {@link #read}. */
    String line() {
        return id + SEPARATOR + time.toMillis() + SEPARATOR + String.join(",", conditions);
    }

    static MeasuredTest read(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        return new MeasuredTest(
                parts[0],
                Duration.ofMillis(Long.parseLong(parts[1])),
                Arrays.stream(parts[2].split(","))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.toSet()));
    }
}
