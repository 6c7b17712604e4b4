package nightshift.app;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** The settings and the identity of the server. */
@Dependent
class SettingsWiring {

    @Produces
    @Singleton
    static Settings settings(Config config, ServerIdentity server) {
        return Settings.read(new SettingsReader(name -> config.getOptionalValue(name, String.class)), server.version());
    }

    @Produces
    @Singleton
    static ServerIdentity identity() {
        return ServerIdentity.create();
    }
}
