package nightshift.app;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The environment, read in the same way in every locale. The server's own reader turns names into capitals by the rules of
 * the locale. In Turkish those have a dot ({@code N\u0130GHTSH\u0130FT}), and no variable is found.
 */
public final class EnvironmentSource implements ConfigSource {

    private final Map<String, String> environment;

    /** Made by MicroProfile Config. */
    public EnvironmentSource() {
        this(System.getenv());
    }

    EnvironmentSource(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Above the server's own reader, 300, and below system properties, 400. */
    @Override
    public int getOrdinal() {
        return 301;
    }

    @Override
    public String getValue(String name) {
        return environment.get(SettingsReader.inEnvironment(name));
    }

    /** Empty, because a variable is found only by the name that is asked for. */
    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getName() {
        return "environment in every locale";
    }
}
