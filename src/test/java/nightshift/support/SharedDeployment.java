package nightshift.support;

import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Puts the built WAR, as it is, into the server that Arquillian has started: once, for all tests of a JVM. They talk to it
 * over HTTP at the address of {@link SharedServer}, as clients do.
 */
public final class SharedDeployment implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Deployer.class);
    }

    /** Made by Arquillian. */
    public static final class Deployer {

        /** Deploys the WAR, and waits until it has started. */
        public void deploy(@Observes AfterStart event) throws DeploymentException {
            WebArchive war = ShrinkWrap.create(ZipImporter.class, "nightshift.war")
                    .importFrom(ServerFolder.war().toFile())
                    .as(WebArchive.class);
            event.getDeployableContainer().deploy(war);
        }
    }
}
