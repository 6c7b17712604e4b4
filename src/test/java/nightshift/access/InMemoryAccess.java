package nightshift.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nightshift.store.StoreUnavailable;

/** Keeps keys, accounts and sessions in maps; can be taken away. */
final class InMemoryAccess implements AccessStore {

    final Map<String, Principal> keys = new HashMap<>();
    final Map<String, Account> accounts = new HashMap<>();
    final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Long> signIns = new HashMap<>();
    boolean away;
    boolean refusesWrites;
    int asked;

    private void ask() {
        asked++;
        if (away) {
            throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "taken away", null);
        }
    }

    private void write() {
        ask();
        if (refusesWrites) {
            throw new StoreUnavailable(StoreUnavailable.Reason.FULL, "full", null);
        }
    }

    @Override
    public Optional<Principal> findKey(String digest) {
        ask();
        return Optional.ofNullable(keys.get(digest));
    }

    @Override
    public Optional<String> digestOfKey(String owner) {
        ask();
        return keys.entrySet().stream()
                .filter(key -> key.getValue().name().equals(owner))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void putKey(String digest, Principal owner) {
        write();
        keys.values().removeIf(owner::equals);
        keys.put(digest, owner);
    }

    @Override
    public boolean addKey(String digest, Principal owner) {
        write();
        return !keys.containsValue(owner) && keys.put(digest, owner) == null;
    }

    @Override
    public Optional<Account> findAccount(String name) {
        ask();
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public void putAccount(Account account) {
        write();
        accounts.put(account.principal().name(), account);
    }

    @Override
    public boolean addAccount(Account account) {
        write();
        return accounts.putIfAbsent(account.principal().name(), account) == null;
    }

    @Override
    public Optional<Session> findSession(String digest, Duration keep) {
        ask();
        return Optional.ofNullable(sessions.get(digest));
    }

    @Override
    public void putSession(String digest, Session session, Duration keep) {
        write();
        sessions.put(digest, session);
    }

    @Override
    public void deleteSession(String digest) {
        write();
        sessions.remove(digest);
    }

    @Override
    public long countSignIn(String account, Duration window) {
        write();
        return signIns.merge(account, 1L, Long::sum);
    }

    @Override
    public void forgetSignIns(String account) {
        write();
        signIns.remove(account);
    }
}
