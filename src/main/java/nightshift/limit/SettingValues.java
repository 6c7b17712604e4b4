package nightshift.limit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of a queue as they were given: the text of each value by its JSON Pointer, such as {@code /rateLimit/permits}. The
 * settings of a file and those given over the API are kept apart in this form, so that each value can say where it comes from.
 *
 * @param byPointer the text of each value
 */
public record SettingValues(SortedMap<String, String> byPointer) {

    /** No settings. */
    public static final SettingValues NONE = new SettingValues(Map.of());

    /** Values by their pointers. */
    public SettingValues(Map<String, String> byPointer) {
        this((SortedMap<String, String>) new TreeMap<>(byPointer));
    }

    /** Keeps the map from changes. */
    public SettingValues {
        byPointer = Collections.unmodifiableSortedMap(new TreeMap<>(byPointer));
    }

    /** These values, and those of a base that are not among them. */
    public SettingValues over(SettingValues base) {
        SortedMap<String, String> all = new TreeMap<>(base.byPointer);
        all.putAll(byPointer);
        return new SettingValues(all);
    }

    /** These values after a change. */
    public SettingValues after(SettingsPatch patch) {
        SortedMap<String, String> all = new TreeMap<>(byPointer);
        for (SettingsPatch.Change change : patch.changes()) {
            String pointer = change.pointer();
            change.value()
                    .ifPresentOrElse(
                            value -> all.put(pointer, value),
                            () -> all.keySet().removeIf(key -> key.equals(pointer) || key.startsWith(pointer + "/")));
        }
        return new SettingValues(all);
    }
}
