package nightshift.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import nightshift.store.StoreUnavailable;

/**
 * The front door: says who a caller is. Methods that ask the store throw {@link StoreUnavailable} when it cannot answer.
 * Recent callers are recognized without it, and the first administrator can sign in without it: an outage is when people
 * need the console.
 */
public final class Access {

    /** Name of the account and of the key that exist from the start. */
    public static final String ADMIN = "admin";

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
    static final int PASSWORD_LONGEST = 1_000;
    /** How many passwords are checked at once. Checks are slow, so guessing must not take all processors. */
    private static final int CHECKS_AT_ONCE = 4;

    private static final PasswordHash NOBODY = PasswordHash.of(Secrets.random());

    /**
     * Credentials made at the first start. Show them once: nothing can recover them later.
     *
     * @param password the password of the account {@link #ADMIN}, if it was generated
     * @param key      the admin's API key, if it was generated
     */
    public record Generated(Optional<String> password, Optional<String> key) {}

    private final AccessStore store;
    private final Clock clock;
    private final Consumer<AuthFailure> failures;
    private final Known known;
    private final SignIns signIns;
    private final AdminCredentials first;
    private final EmergencySessions emergency;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

    /**
     * Access with the keys, accounts and sessions of this store.
     *
     * @param failures is called for each caller that is refused
     */
    public Access(AccessStore store, Clock clock, Consumer<AuthFailure> failures) {
        this.store = store;
        this.clock = clock;
        this.failures = failures;
        this.known = new Known(clock);
        this.signIns = new SignIns(store, clock);
        this.first = new AdminCredentials(store);
        this.emergency = new EmergencySessions(clock);
    }

    /**
     * Makes sure that there is an admin. The given credentials replace the previous ones. Credentials that are neither
     * given nor stored yet are generated. Any number of servers can call this at once.
     *
     * @param adminPassword 1 to 1000 characters
     * @param adminKey      20 to 500 visible ASCII characters
     * @throws IllegalArgumentException if a value cannot be used; the message begins with the setting's name
     */
    public Generated bootstrap(Optional<String> adminPassword, Optional<String> adminKey) {
        give(adminPassword, adminKey);
        return restore();
    }

    /**
     * Sets the credentials of the first administrator without storing them. They let people sign in and see what is
     * wrong even if the store has never answered.
     *
     * @throws IllegalArgumentException as {@link #bootstrap}
     */
    public void give(Optional<String> adminPassword, Optional<String> adminKey) {
        first.give(adminPassword, adminKey);
        first.givenKey().ifPresent(digest -> known.introduce(digest, first.principal()));
        // Every server has the same settings, hence the same secret. The password is hashed slowly, so that nobody can
        // find it
        // out by trying which one signed a session.
        adminKey.or(() -> adminPassword)
                .ifPresent(common -> emergency.share(() -> PasswordHash.derived(common, "nightshift sessions")));
    }

    /** Stores the credentials of the first administrator, for the first time or because the store lost its data. */
    public Generated restore() {
        return first.store();
    }

    /** The owner of an API key; empty if the key is unknown. */
    public Optional<Principal> authenticate(String key) {
        Optional<Principal> owner =
                ApiKey.isMistyped(key) ? Optional.empty() : known.find(Secrets.digest(key), this::ownerOfKey);
        if (owner.isEmpty()) {
            failed(AuthFailure.BAD_KEY);
        }
        return owner;
    }

    private Optional<Principal> ownerOfKey(String digest) {
        Optional<Principal> owner = store.findKey(digest);
        return owner.isEmpty() && first.isMissing(digest) ? Optional.of(first.principal()) : owner;
    }

    /** Records that a caller was refused for a reason that this class cannot see. */
    public void failed(AuthFailure failure) {
        failures.accept(failure);
    }

    /** Starts a session. Takes the same time whether or not the account exists. */
    public SignIn signIn(String user, String password) {
        SignIn answer = answer(user, password);
        if (answer instanceof SignIn.Refused) {
            failed(AuthFailure.BAD_PASSWORD);
        } else if (answer instanceof SignIn.Throttled) {
            failed(AuthFailure.THROTTLED);
        }
        return answer;
    }

    private SignIn answer(String user, String password) {
        if (!ACCOUNT.matcher(user).matches() || password.length() > PASSWORD_LONGEST) {
            return new SignIn.Refused();
        }
        if (signIns.areTooMany(user)) {
            return new SignIn.Throttled(SignIns.WINDOW);
        }
        if (!checks.tryAcquire()) {
            return new SignIn.Throttled(Duration.ofSeconds(1));
        }
        try {
            return check(user, password);
        } finally {
            checks.release();
        }
    }

    private SignIn check(String user, String password) {
        Optional<Account> account = account(user);
        boolean matches = account.map(Account::password).orElse(NOBODY).matches(password);
        if (account.isEmpty() || !matches) {
            return new SignIn.Refused();
        }
        signIns.forget(user);
        Principal principal = account.get().principal();
        return new SignIn.SignedIn(principal, beginSession(principal));
    }

    private Optional<Account> account(String user) {
        Optional<Account> remembered = first.remembered(user);
        try {
            return store.findAccount(user).or(() -> remembered);
        } catch (StoreUnavailable e) {
            return Optional.of(remembered.orElseThrow(() -> e));
        }
    }

    private String beginSession(Principal principal) {
        String token = Secrets.random();
        try {
            store.putSession(Secrets.digest(token), new Session(principal, clock.instant()), Session.IDLE_LONGEST);
            return token;
        } catch (StoreUnavailable e) {
            return emergency.begin(principal);
        }
    }

    /** The owner of the session that this token proves; empty if the token is unknown or its session has ended. */
    public Optional<Principal> session(String token) {
        Optional<Principal> owner = EmergencySessions.isOne(token) ? emergency.find(token) : stored(token);
        if (owner.isEmpty()) {
            failed(AuthFailure.SESSION_ENDED);
        }
        return owner;
    }

    private Optional<Principal> stored(String token) {
        return known.find(
                Secrets.digest(token),
                digest -> store.findSession(digest, Session.IDLE_LONGEST)
                        .filter(session -> !session.hasEnded(clock.instant()))
                        .map(Session::principal));
    }

    /** Ends a session. Other servers may take a few seconds to notice. */
    public void signOut(String token) {
        if (EmergencySessions.isOne(token)) {
            emergency.end(token);
            return;
        }
        String digest = Secrets.digest(token);
        known.forget(digest);
        store.deleteSession(digest);
    }
}
