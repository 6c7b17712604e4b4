package nightshift.limit;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the settings of a queue come from. A value given over the API is in force before one of the file.
 *
 * @param file what the file has for the queue, if it has the queue
 * @param api  what was given over the API, if anything was
 */
public record QueueLayers(Optional<SettingValues> file, Optional<SettingValues> api) {

    /** A queue that nobody has declared. */
    public static final QueueLayers NONE = new QueueLayers(Optional.empty(), Optional.empty());

    /** Where a value comes from. */
    public enum Source {
        /** The file {@code nightshift.queues}. */
        FILE,
        /** The API. */
        API
    }

    /** Whether somebody has declared the queue. */
    public boolean isDeclared() {
        return file.isPresent() || api.isPresent();
    }

    /** The values in force. */
    public SettingValues values() {
        return api.orElse(SettingValues.NONE).over(file.orElse(SettingValues.NONE));
    }

    /** The settings in force. */
    public QueueSettings settings() {
        return QueueSettings.of(values());
    }

    /** Where each value in force comes from, by its pointer. */
    public SortedMap<String, Source> sources() {
        SortedMap<String, Source> sources = new TreeMap<>();
        file.ifPresent(values -> values.byPointer().keySet().forEach(pointer -> sources.put(pointer, Source.FILE)));
        api.ifPresent(values -> values.byPointer().keySet().forEach(pointer -> sources.put(pointer, Source.API)));
        return sources;
    }

    /** The layers after a change over the API. */
    public QueueLayers after(SettingsPatch patch) {
        return new QueueLayers(file, Optional.of(api.orElse(SettingValues.NONE).after(patch)));
    }

    /** The layers with other values of the file. */
    public QueueLayers withFile(Optional<SettingValues> values) {
        return new QueueLayers(values, api);
    }
}
