package nightshift.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps keys, accounts and sessions, each under the digest or name that finds it. Every method throws
 * {@link nightshift.store.StoreUnavailable} when the store cannot answer.
 */
public interface AccessStore {

    /** The owner of the key with this digest, if any. */
    Optional<Principal> findKey(String digest);

    /** The digest of the key that this owner has, if any. */
    Optional<String> digestOfKey(String owner);

    /** Stores a key. The owner's previous key stops working. */
    void putKey(String digest, Principal owner);

    /**
     * Stores a key unless its owner already has one.
     *
     * @param digest of a key that was never kept before
     * @return whether it was kept
     */
    boolean addKey(String digest, Principal owner);

    /** The account of this name, if any. */
    Optional<Account> findAccount(String name);

    /** Stores an account and replaces the one of the same name. */
    void putAccount(Account account);

    /**
     * Stores an account unless there is one of the same name.
     *
     * @return whether it was kept
     */
    boolean addAccount(Account account);

    /** The session with this digest, if any. Its expiry is extended to this long from now. */
    Optional<Session> findSession(String digest, Duration keep);

    /** Stores a session for this long. */
    void putSession(String digest, Session session, Duration keep);

    /** Forgets a session. */
    void deleteSession(String digest);

    /**
     * Counts an attempt to sign in, before it is made.
     *
     * @param window how long it counts, from the first one on
     * @return how many were tried in this window, this one included
     */
    long countSignIn(String account, Duration window);

    /** Forgets the counted attempts, because one succeeded. */
    void forgetSignIns(String account);
}
