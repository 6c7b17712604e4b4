package nightshift.limit;

import java.util.List;
import java.util.Optional;

/**
 * A change of settings, as a JSON Merge Patch (RFC 7396) means it.
 *
 * @param changes in their order
 */
public record SettingsPatch(List<Change> changes) {

    /** Keeps the list from changes. */
    public SettingsPatch {
        changes = List.copyOf(changes);
    }

    /**
     * The change of one value.
     *
     * @param pointer JSON Pointer of the value
     * @param value   its new text; empty to remove it with all below it
     */
    public record Change(String pointer, Optional<String> value) {}
}
