package nightshift.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How {@code http.request} works.
 *
 * @param version of Nightshift, for {@code user-agent}
 * @param allow   ranges that may be called although they are private or special; {@code NIGHTSHIFT_HTTP_ALLOW}
 * @param secret  the secret for signatures unless the job names another: one or more of {@code whsec_…} separated by
 *                spaces, each of which signs; deliveries are not signed if empty; {@code NIGHTSHIFT_HTTP_SECRET}
 * @param secrets more secrets, by the name that a job's {@code secretRef} gives; {@code NIGHTSHIFT_HTTP_SECRETS}
 */
public record HttpTaskConfig(String version, List<Cidr> allow, Optional<String> secret, Map<String, String> secrets) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** @throws IllegalArgumentException if a value is wrong; the message names its setting and contains no secrets */
    public HttpTaskConfig {
        allow = List.copyOf(allow);
        secrets = Map.copyOf(secrets);
        secret.ifPresent(text -> named("nightshift.http.secret", () -> Signer.of(text)));
        secrets.forEach((name, text) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "nightshift.http.secrets: names must be 1 to 100 characters of A-Z a-z 0-9 . _ -");
            }
            named("nightshift.http.secrets: " + name, () -> Signer.of(text));
        });
    }

    /**
     * Reads the three settings as they are written.
     *
     * @param allow   ranges such as {@code 10.0.0.0/8}, with commas between
     * @param secrets {@code name=whsec_…}, with commas between
     * @throws IllegalArgumentException if one is wrong; the message names the setting
     */
    public static HttpTaskConfig parse(
            String version, Optional<String> allow, Optional<String> secret, Optional<String> secrets) {
        Map<String, String> byName = new LinkedHashMap<>();
        items(secrets).forEach(item -> {
            int equals = item.indexOf('=');
            if (equals < 1 || byName.putIfAbsent(item.substring(0, equals), item.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "nightshift.http.secrets must be name=whsec_… with commas between, each name once");
            }
        });
        List<Cidr> ranges = named(
                "nightshift.http.allow", () -> items(allow).map(Cidr::parse).toList());
        return new HttpTaskConfig(version, ranges, secret.filter(text -> !text.isBlank()), byName);
    }

    private static Stream<String> items(Optional<String> list) {
        return Stream.of(list.orElse("").split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }

    private static <T> T named(String setting, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "HttpTaskConfig[version=" + version + ", allow=" + allow + ", secret="
                + (secret.isPresent() ? "set" : "none") + ", secrets=" + secrets.keySet() + "]";
    }
}
