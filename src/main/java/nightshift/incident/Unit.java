package nightshift.incident;

import java.util.Locale;

/** What a number counts, and so how it is written. */
public enum Unit {
    /** Things. */
    COUNT {
        @Override
        String text(double value) {
            return Long.toString(Math.round(value));
        }
    },
    /** Seconds. */
    SECONDS {
        @Override
        String text(double value) {
            return value < 1
                    ? Math.round(value * 1_000) + " ms"
                    : value < 100 ? String.format(Locale.ROOT, "%.1f s", value) : Math.round(value) + " s";
        }
    },
    /** A part of 1. */
    SHARE {
        @Override
        String text(double value) {
            return String.format(Locale.ROOT, "%.1f %%", value * 100);
        }
    };

    abstract String text(double value);
}
