package nightshift.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import nightshift.job.StoreUnavailable;

/**
 * The front door: says who a caller is. Methods that ask the store throw {@link StoreUnavailable} when it cannot answer;
 * callers that were recognised of late are recognised also without it.
 */
public final class Access {

    /** Name of the account and of the key that are there from the start. */
    public static final String ADMIN = "admin";

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
    private static final Pattern GIVEN_KEY = Pattern.compile("[\\x21-\\x7e]{20,500}");
    private static final int PASSWORD_LONGEST = 1_000;
    private static final int SIGN_INS = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Passwords are slow to check: so many at once, that guessing cannot take all processors. */
    private static final int CHECKS_AT_ONCE = 4;
    private static final PasswordHash NOBODY = PasswordHash.of(Secrets.random());

    /**
     * Credentials made at the first start, to be shown once: they cannot be found out later.
     *
     * @param password of the account {@link #ADMIN}, if it was generated
     * @param key      the admin's API key, if it was generated
     */
    public record Generated(Optional<String> password, Optional<String> key) {
    }

    private final AccessStore store;
    private final Clock clock;
    private final Consumer<AuthFailure> failures;
    private final Known known;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

    /**
     * Access with the keys, accounts and sessions of this store.
     *
     * @param failures hears of everybody who is not let in
     */
    public Access(AccessStore store, Clock clock, Consumer<AuthFailure> failures) {
        this.store = store;
        this.clock = clock;
        this.failures = failures;
        this.known = new Known(clock);
    }

    /**
     * Sees to it that there is an admin. Given credentials replace those of before; what is not given and not there yet
     * is generated. Any number of servers may do this at once.
     *
     * @param adminPassword 1 to 1000 characters
     * @param adminKey      20 to 500 visible ASCII characters
     * @throws IllegalArgumentException if a value cannot be used; the message begins with the setting's name
     */
    public Generated bootstrap(Optional<String> adminPassword, Optional<String> adminKey) {
        adminPassword.filter(p -> p.isEmpty() || p.length() > PASSWORD_LONGEST).ifPresent(p -> {
            throw new IllegalArgumentException("nightshift.admin.password must have 1 to " + PASSWORD_LONGEST + " characters");
        });
        adminKey.filter(key -> !GIVEN_KEY.matcher(key).matches()).ifPresent(key -> {
            throw new IllegalArgumentException("nightshift.admin.key must have 20 to 500 visible ASCII characters and no blanks");
        });
        Optional<String> key = key(adminKey);
        return new Generated(password(adminPassword), key);
    }

    private Optional<String> password(Optional<String> given) {
        Principal admin = new Principal(ADMIN, Role.ADMIN);
        if (given.isPresent()) {
            store.putAccount(new Account(admin, PasswordHash.of(given.get())));
            return Optional.empty();
        }
        String password = Secrets.random().substring(0, 24);
        return store.findAccount(ADMIN).isEmpty() && store.addAccount(new Account(admin, PasswordHash.of(password)))
                ? Optional.of(password)
                : Optional.empty();
    }

    private Optional<String> key(Optional<String> given) {
        Principal admin = new Principal(ADMIN, Role.ADMIN);
        if (given.isPresent()) {
            String digest = Secrets.digest(given.get());
            known.introduce(digest, admin); // who operates it can see what is wrong also if the store was never there
            store.putKey(digest, admin);
            return Optional.empty();
        }
        String key = ApiKey.generate();
        return store.addKey(Secrets.digest(key), admin) ? Optional.of(key) : Optional.empty();
    }

    /** Whose API key this is; empty if it is nobody's. */
    public Optional<Principal> authenticate(String key) {
        Optional<Principal> owner =
                ApiKey.isMistyped(key) ? Optional.empty() : known.find(Secrets.digest(key), store::findKey);
        if (owner.isEmpty()) {
            failed(AuthFailure.BAD_KEY);
        }
        return owner;
    }

    /** Says that a caller was not let in for a reason that does not show in here. */
    public void failed(AuthFailure failure) {
        failures.accept(failure);
    }

    /** Begins a session. Takes the same time whether or not there is such an account. */
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
        if (store.countSignIn(user, WINDOW) > SIGN_INS) {
            return new SignIn.Throttled(WINDOW);
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
        Optional<Account> account = store.findAccount(user);
        boolean matches = account.map(Account::password).orElse(NOBODY).matches(password);
        if (account.isEmpty() || !matches) {
            return new SignIn.Refused();
        }
        store.forgetSignIns(user);
        String token = Secrets.random();
        Principal principal = account.get().principal();
        store.putSession(Secrets.digest(token), new Session(principal, clock.instant()), Session.IDLE_LONGEST);
        return new SignIn.SignedIn(principal, token);
    }

    /** Whose session this token proves; empty if it proves none, or one that has ended. */
    public Optional<Principal> session(String token) {
        Optional<Principal> owner = known.find(Secrets.digest(token), digest -> store.findSession(digest, Session.IDLE_LONGEST)
                .filter(session -> !session.hasEnded(clock.instant()))
                .map(Session::principal));
        if (owner.isEmpty()) {
            failed(AuthFailure.SESSION_ENDED);
        }
        return owner;
    }

    /** Ends a session; other servers may need some seconds to notice. */
    public void signOut(String token) {
        String digest = Secrets.digest(token);
        known.forget(digest);
        store.deleteSession(digest);
    }
}
