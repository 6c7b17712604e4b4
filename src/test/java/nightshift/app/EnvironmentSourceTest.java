package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentSourceTest {

    private final ConfigSource source = new EnvironmentSource(
            Map.of("NIGHTSHIFT_REDIS_WAIT_REPLICAS", "1", "OTEL_SDK_DISABLED", "false", "MP_METRICS_TAGS", "x"));

    @ParameterizedTest
    @ValueSource(strings = {"en", "tr", "az", "lt", "ar-EG-u-nu-arab", "th-TH-u-nu-thai"})
    void variablesAreFoundInEveryLocale(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertThat(source.getValue("nightshift.redis.wait-replicas")).isEqualTo("1");
            assertThat(source.getValue("otel.sdk.disabled")).isEqualTo("false");
            assertThat(source.getValue("mp.metrics.tags")).isEqualTo("x");
            assertThat(source.getValue("nightshift.redis.url")).isNull();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theServerFindsIt() {
        assertThat(ServiceLoader.load(ConfigSource.class)).hasAtLeastOneElementOfType(EnvironmentSource.class);
    }
}
