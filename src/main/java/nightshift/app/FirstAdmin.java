package nightshift.app;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.access.Access;
import nightshift.store.StoreHealth;
import nightshift.store.StoreLoss;
import nightshift.store.StoreUnavailable;

/**
 * Makes sure that an administrator can sign in: at the start or as soon as Redis accepts writes, and again after Redis
 * has lost its data.
 */
final class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class.getName());
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Access access;
    private final Settings.Admin admin;
    private volatile boolean done;
    private boolean warned;

    FirstAdmin(Access access, Settings.Admin admin) {
        this.access = access;
        this.admin = admin;
    }

    /**
     * Does it, now or later.
     *
     * @return ends the attempts
     * @throws CannotStart if the credentials in the settings cannot be used
     */
    Runnable ensure(Threads threads, StoreHealth store) {
        try {
            access.give(admin.password(), admin.key());
        } catch (IllegalArgumentException e) {
            throw new CannotStart(e.getMessage());
        }
        Runnable unwatch = store.watch(new StoreHealth.Watcher() {
            @Override
            public void lost(StoreLoss loss) {
                done = false;
                threads.timers().execute(FirstAdmin.this::attempt);
            }
        });
        attempt();
        Runnable stop = threads.every(AGAIN, this::attempt);
        return () -> {
            unwatch.run();
            stop.run();
        };
    }

    private synchronized void attempt() {
        if (done) {
            return;
        }
        try {
            done = true; // subscribes first, so that a loss in the meantime is not missed
            Access.Generated generated = access.restore();
            warned = false;
            generated
                    .password()
                    .ifPresent(password -> LOG.info("Sign in as " + Access.ADMIN + " with the password " + password
                            + " (shown only this once)"));
            generated
                    .key()
                    .ifPresent(key ->
                            LOG.info("The API key of " + Access.ADMIN + " is " + key + " (shown only this once)"));
        } catch (StoreUnavailable e) {
            done = false;
            LOG.log(
                    warned ? Level.FINE : Level.WARNING,
                    "The admin's credentials are not stored yet: " + e.getMessage());
            warned = true;
        }
    }
}
