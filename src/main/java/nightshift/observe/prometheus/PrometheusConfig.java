package nightshift.observe.prometheus;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Prometheus that watches this installation.
 *
 * @param url       its base, without a slash at the end
 * @param namespace the label {@code namespace} of this installation there; empty if it watches no other one
 */
public record PrometheusConfig(URI url, Optional<String> namespace) {

    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    /** @throws IllegalArgumentException if the namespace cannot be one; the message begins with the setting's name */
    public PrometheusConfig {
        if (!namespace.map(text -> NAMESPACE.matcher(text).matches()).orElse(true)) {
            throw new IllegalArgumentException(
                    "nightshift.prometheus.namespace must be 1 to 63 characters of A-Z a-z 0-9 _ -");
        }
    }
}
