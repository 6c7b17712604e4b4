package nightshift.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The administrator who exists from the start. It is remembered, so that a store that lost its data gets the same
 * credentials again, and so that this administrator is recognized while the store is away.
 */
final class AdminCredentials {

    private static final Pattern GIVEN_KEY = Pattern.compile("[\\x21-\\x7e]{20,500}");

    private final AccessStore store;
    private final Principal admin = new Principal(Access.ADMIN, Role.ADMIN);
    private Optional<Account> givenAccount = Optional.empty();
    private Optional<String> givenKey = Optional.empty();
    /** The account and the digest of the key, as last seen in the store or as given. */
    private volatile Optional<Account> account = Optional.empty();

    private volatile Optional<String> keyDigest = Optional.empty();

    AdminCredentials(AccessStore store) {
        this.store = store;
    }

    /** @throws IllegalArgumentException if a value cannot be used; the message begins with the setting's name */
    void give(Optional<String> password, Optional<String> key) {
        password.filter(p -> p.isEmpty() || p.length() > Access.PASSWORD_LONGEST)
                .ifPresent(p -> {
                    throw new IllegalArgumentException(
                            "nightshift.admin.password must have 1 to " + Access.PASSWORD_LONGEST + " characters");
                });
        key.filter(k -> !GIVEN_KEY.matcher(k).matches()).ifPresent(k -> {
            throw new IllegalArgumentException(
                    "nightshift.admin.key must have 20 to 500 visible ASCII characters and no blanks");
        });
        givenAccount = password.map(p -> new Account(admin, PasswordHash.of(p)));
        givenKey = key.map(Secrets::digest);
        account = givenAccount.or(() -> account);
        keyDigest = givenKey.or(() -> keyDigest);
    }

    /** Stores the given credentials, or those that the store had before; generates missing ones. */
    Access.Generated store() {
        Optional<String> key = storeKey();
        return new Access.Generated(storeAccount(), key);
    }

    private Optional<String> storeAccount() {
        if (givenAccount.isPresent()) {
            store.putAccount(givenAccount.get());
            return Optional.empty();
        }
        Optional<Account> there = store.findAccount(Access.ADMIN);
        if (there.isPresent()) {
            account = there;
            return Optional.empty();
        }
        String password = Secrets.random().substring(0, 24);
        Account fresh = account.orElseGet(() -> new Account(admin, PasswordHash.of(password)));
        boolean isGenerated = account.isEmpty();
        boolean added = store.addAccount(fresh);
        if (added) {
            account = Optional.of(fresh);
        }
        return added && isGenerated ? Optional.of(password) : Optional.empty();
    }

    private Optional<String> storeKey() {
        if (givenKey.isPresent()) {
            store.putKey(givenKey.get(), admin);
            return Optional.empty();
        }
        Optional<String> there = store.digestOfKey(Access.ADMIN);
        if (there.isPresent()) {
            keyDigest = there;
            return Optional.empty();
        }
        String key = ApiKey.generate();
        String digest = keyDigest.orElseGet(() -> Secrets.digest(key));
        boolean isGenerated = keyDigest.isEmpty();
        boolean added = store.addKey(digest, admin);
        if (added) {
            keyDigest = Optional.of(digest);
        }
        return added && isGenerated ? Optional.of(key) : Optional.empty();
    }

    /**
     * Whether this digest belongs to the administrator's key although the store does not know it: it lost everything and
     * nobody has stored the key again yet. If the store has another key for the administrator, that key counts.
     */
    boolean isMissing(String digest) {
        return keyDigest.filter(digest::equals).isPresent()
                && store.digestOfKey(Access.ADMIN).isEmpty();
    }

    /** The account as this server remembers it, if the name is the administrator's. */
    Optional<Account> remembered(String name) {
        return name.equals(Access.ADMIN) ? account : Optional.empty();
    }

    /** The digest of the key that was given. */
    Optional<String> givenKey() {
        return givenKey;
    }

    Principal principal() {
        return admin;
    }
}
