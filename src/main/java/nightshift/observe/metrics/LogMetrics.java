package nightshift.observe.metrics;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Counts every log record of level warning or higher, from any logger, until closed. */
final class LogMetrics extends Handler {

    private static final String WARNING = "warning";
    private static final String ERROR = "error";

    private final Tally messages;
    // Held, because the log manager holds loggers weakly.
    private final Logger root = Logger.getLogger("");

    LogMetrics(Meters meters) {
        messages = new Tally(
                meters,
                "nightshift_log_messages_total",
                "Messages in the log that are warnings or errors",
                "level",
                List.of(WARNING, ERROR));
        setLevel(Level.WARNING);
        root.addHandler(this);
    }

    @Override
    public void publish(LogRecord message) {
        if (isLoggable(message)) {
            messages.count(message.getLevel().intValue() >= Level.SEVERE.intValue() ? ERROR : WARNING);
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
