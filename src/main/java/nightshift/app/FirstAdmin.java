package nightshift.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import nightshift.access.Access;
import nightshift.job.StoreUnavailable;

/** Sees to it that somebody can sign in; if Redis is away at the start, as soon as it is there. */
final class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class.getName());
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Access access;
    private final Settings.Admin admin;
    private final AtomicBoolean done = new AtomicBoolean();

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
    Runnable ensure(Threads threads) {
        attempt();
        return done.get() ? () -> { } : threads.every(AGAIN, this::attempt);
    }

    private void attempt() {
        if (done.get()) {
            return;
        }
        try {
            Access.Generated generated = access.bootstrap(admin.password(), admin.key());
            done.set(true);
            generated.password().ifPresent(password -> LOG.info("Sign in as " + Access.ADMIN + " with the password "
                    + password + " (shown only this once)"));
            generated.key().ifPresent(key -> LOG.info("The API key of " + Access.ADMIN + " is " + key + " (shown only this once)"));
        } catch (StoreUnavailable e) {
            LOG.warning("The admin's credentials are not stored yet: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CannotStart(e.getMessage());
        }
    }
}
