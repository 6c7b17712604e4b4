package nightshift.binding;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import nightshift.format.TimeText;

/**
 * The format {@code duration} as the rest of the API reads it. RFC 3339, which JSON Schema follows, does not allow
 * {@code PT0.25S}, but allows weeks, months and years.
 */
final class DurationFormat implements Format {

    @Override
    public String getName() {
        return "duration";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        try {
            TimeText.duration(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
