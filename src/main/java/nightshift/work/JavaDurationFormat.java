package nightshift.work;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.time.Duration;

/**
 * The format {@code duration} as {@link Duration} reads it. RFC 3339, which JSON Schema follows, knows neither
 * {@code PT0.25S} nor how long a month is.
 */
final class JavaDurationFormat implements Format {

    @Override
    public String getName() {
        return "duration";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        try {
            Duration.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
