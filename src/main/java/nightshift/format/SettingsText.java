package nightshift.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.job.JobState;
import nightshift.limit.QueueLayers;
import nightshift.limit.QueueSettings;
import nightshift.limit.RateLimit;
import nightshift.limit.SettingValues;
import nightshift.limit.StateRetention;

/**
 * The settings of a queue as the store keeps them. A line for each value: {@code f} (file) or {@code a} (API), its pointer, a tab
 * and its text. A line with the letter alone stands for a queue that is declared there without a value.
 */
public final class SettingsText {

    private static final char FILE = 'f';
    private static final char API = 'a';
    private static final String NONE = "-";

    private SettingsText() {}

    /** The text of settings; empty if nobody has declared the queue. */
    public static String of(QueueLayers layers) {
        StringBuilder text = new StringBuilder();
        layers.file().ifPresent(values -> append(text, FILE, values));
        layers.api().ifPresent(values -> append(text, API, values));
        return text.toString();
    }

    private static void append(StringBuilder text, char layer, SettingValues values) {
        if (values.byPointer().isEmpty()) {
            text.append(layer).append('\n');
        }
        values.byPointer()
                .forEach((pointer, value) -> text.append(layer)
                        .append(pointer)
                        .append('\t')
                        .append(value)
                        .append('\n'));
    }

    /** The settings that a text stands for. */
    public static QueueLayers read(String text) {
        return new QueueLayers(layer(text, FILE), layer(text, API));
    }

    private static Optional<SettingValues> layer(String text, char layer) {
        SortedMap<String, String> values = new TreeMap<>();
        boolean declared = false;
        for (String line : text.split("\n")) {
            if (!line.isEmpty() && line.charAt(0) == layer) {
                declared = true;
                int tab = line.indexOf('\t');
                if (tab > 0) {
                    values.put(line.substring(1, tab), line.substring(tab + 1));
                }
            }
        }
        return declared ? Optional.of(new SettingValues(values)) : Optional.empty();
    }

    /** The limits in the form of {@code lua/limits.lua}; empty if there are none. */
    public static String limits(QueueSettings settings) {
        if (!settings.bindsClaims()) {
            return "";
        }
        return String.join(
                " ",
                settings.fair() ? "1" : "0",
                number(settings.concurrency()),
                rate(settings.rateLimit()),
                number(settings.perKey().concurrency()),
                rate(settings.perKey().rateLimit()),
                settings.fair() && !settings.weights().isEmpty() ? "1" : "0");
    }

    /** The retention in the form of {@code lua/retention.lua}; empty if there is none. */
    public static String retention(QueueSettings settings) {
        if (settings.retention().isEmpty()) {
            return "";
        }
        return Stream.of(JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED, JobState.EXPIRED)
                .map(state -> settings.retention().getOrDefault(state, StateRetention.NONE))
                .map(kept ->
                        kept.age().map(age -> Long.toString(age.toMillis())).orElse(NONE) + " " + number(kept.count()))
                .collect(Collectors.joining(" "));
    }

    private static String number(Optional<Integer> number) {
        return number.map(n -> Integer.toString(n)).orElse(NONE);
    }

    private static String rate(Optional<RateLimit> rate) {
        return rate.map(r -> String.format(Locale.ROOT, "%.6f %.6f", r.intervalMicros(), r.burst()))
                .orElse(NONE + " " + NONE);
    }

    /** Key and weight of each job key that has a weight, one after the other. */
    public static List<byte[]> weights(QueueSettings settings) {
        List<byte[]> all = new ArrayList<>();
        if (settings.fair()) {
            settings.weights().forEach((key, weight) -> {
                all.add(key.getBytes(UTF_8));
                all.add(Integer.toString(weight).getBytes(UTF_8));
            });
        }
        return all;
    }
}
