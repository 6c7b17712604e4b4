package nightshift.incident;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An alert that fired without a break.
 *
 * @param name     such as {@code RedisDown}
 * @param severity such as {@code page}; empty if it has none
 * @param labels   all others, by name
 * @param began    when it began to fire; empty if that was before the time that was looked at
 * @param ended    when it ended; empty if it fired to the end of that time
 */
public record Alert(
        String name, String severity, Map<String, String> labels, Optional<Instant> began, Optional<Instant> ended) {}
