package nightshift.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps keys, accounts and sessions, each under the digest or name that finds it. Every method throws
 * {@link nightshift.store.StoreUnavailable} when the store cannot answer.
 */
public interface AccessStore {

    /** Whose key has this digest, if any. */
    Optional<Principal> findKey(String digest);

    /** The digest of the key that this owner has, if any. */
    Optional<String> digestOfKey(String owner);

    /** Keeps a key; the key that its owner had before stops working. */
    void putKey(String digest, Principal owner);

    /**
     * Keeps a key unless its owner has one already.
     *
     * @param digest of a key that was never kept before
     * @return whether it was kept
     */
    boolean addKey(String digest, Principal owner);

    /** The account of this name, if any. */
    Optional<Account> findAccount(String name);

    /** Keeps an account in place of the one of the same name. */
    void putAccount(Account account);

    /**
     * Keeps an account unless there is one of the same name.
     *
     * @return whether it was kept
     */
    boolean addAccount(Account account);

    /** The session with this digest, if any; it is then kept for so long from now on. */
    Optional<Session> findSession(String digest, Duration keep);

    /** Keeps a session for so long. */
    void putSession(String digest, Session session, Duration keep);

    /** Forgets a session. */
    void deleteSession(String digest);

    /**
     * Counts a sign-in that is about to be tried.
     *
     * @param window how long it counts, from the first one on
     * @return how many were tried in this window, this one included
     */
    long countSignIn(String account, Duration window);

    /** Forgets the sign-ins tried, because one succeeded. */
    void forgetSignIns(String account);
}
