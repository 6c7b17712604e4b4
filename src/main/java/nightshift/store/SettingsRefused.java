package nightshift.store;

import java.util.List;
import nightshift.task.Violation;

/** The settings of a queue would be wrong. */
public final class SettingsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** @param violations what is wrong, each with a JSON Pointer into the settings */
    public SettingsRefused(List<Violation> violations) {
        super(violations.toString());
        this.violations = List.copyOf(violations);
    }

    /** What is wrong, each with a JSON Pointer into the settings. */
    public List<Violation> violations() {
        return violations;
    }
}
