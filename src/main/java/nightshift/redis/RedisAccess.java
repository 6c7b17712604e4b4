package nightshift.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.access.AccessStore;
import nightshift.access.Account;
import nightshift.access.PasswordHash;
import nightshift.access.Principal;
import nightshift.access.Role;
import nightshift.access.Session;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Response;
import redis.clients.jedis.args.ExpiryOption;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.SetParams;

/** Keeps keys, accounts and sessions as one short text each, so that every change is a single command. */
final class RedisAccess implements AccessStore {

    private final Connection redis;
    private final String prefix;

    RedisAccess(Connection redis, Keys keys) {
        this.redis = redis;
        this.prefix = keys.prefix() + "access:";
    }

    @Override
    public Optional<Principal> findKey(String digest) {
        return Optional.ofNullable(redis.call("find key", j -> j.get(key(digest)))).map(RedisAccess::principal);
    }

    @Override
    public void putKey(String digest, Principal owner) {
        redis.call("put key", j -> {
            String before = j.get(keyOf(owner.name()));
            if (before != null && !before.equals(digest)) {
                j.del(key(before));
            }
            j.set(key(digest), text(owner));
            return j.set(keyOf(owner.name()), digest);
        });
    }

    @Override
    public boolean addKey(String digest, Principal owner) {
        return redis.call("add key", j -> {
            // in this order, so that a server that dies in between leaves no owner with a key that does not work
            j.set(key(digest), text(owner));
            boolean first = j.set(keyOf(owner.name()), digest, SetParams.setParams().nx()) != null;
            if (!first) {
                j.del(key(digest));
            }
            return first;
        });
    }

    @Override
    public Optional<Account> findAccount(String name) {
        return Optional.ofNullable(redis.call("find account", j -> j.get(account(name)))).map(text -> {
            String[] parts = text.split(" ", 4);
            PasswordHash password = new PasswordHash(Integer.parseInt(parts[1]), parts[2], parts[3]);
            return new Account(new Principal(name, Role.valueOf(parts[0])), password);
        });
    }

    @Override
    public void putAccount(Account account) {
        redis.call("put account", j -> j.set(account(account.principal().name()), text(account)));
    }

    @Override
    public boolean addAccount(Account account) {
        return redis.call("add account", j -> j.set(account(account.principal().name()), text(account),
                SetParams.setParams().nx())) != null;
    }

    @Override
    public Optional<Session> findSession(String digest, Duration keep) {
        GetExParams expiry = GetExParams.getExParams().ex(keep.toSeconds());
        return Optional.ofNullable(redis.call("find session", j -> j.getEx(session(digest), expiry))).map(text -> {
            String[] parts = text.split(" ", 2);
            return new Session(principal(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[0])));
        });
    }

    @Override
    public void putSession(String digest, Session session, Duration keep) {
        String text = session.since().getEpochSecond() + " " + text(session.principal());
        redis.call("put session", j -> j.set(session(digest), text, SetParams.setParams().ex(keep.toSeconds())));
    }

    @Override
    public void deleteSession(String digest) {
        redis.call("delete session", j -> j.del(session(digest)));
    }

    @Override
    public long countSignIn(String account, Duration window) {
        return redis.call("count sign-in", j -> {
            try (AbstractTransaction transaction = j.multi()) {
                Response<Long> count = transaction.incr(signIns(account));
                transaction.expire(signIns(account), window.toSeconds(), ExpiryOption.NX);
                transaction.exec();
                return count.get();
            }
        });
    }

    @Override
    public void forgetSignIns(String account) {
        redis.call("forget sign-ins", j -> j.del(signIns(account)));
    }

    private String key(String digest) {
        return prefix + "key:" + digest;
    }

    private String keyOf(String owner) {
        return prefix + "key-of:" + owner;
    }

    private String account(String name) {
        return prefix + "account:" + name;
    }

    private String session(String digest) {
        return prefix + "session:" + digest;
    }

    private String signIns(String account) {
        return prefix + "sign-ins:" + account;
    }

    private static String text(Principal principal) {
        return principal.role() + " " + principal.name();
    }

    private static Principal principal(String text) {
        String[] parts = text.split(" ", 2);
        return new Principal(parts[1], Role.valueOf(parts[0]));
    }

    private static String text(Account account) {
        PasswordHash password = account.password();
        return account.principal().role() + " " + password.iterations() + " " + password.salt() + " " + password.hash();
    }
}
