package nightshift.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import nightshift.access.AccessStore;
import nightshift.access.Account;
import nightshift.access.PasswordHash;
import nightshift.access.Principal;
import nightshift.access.Role;
import nightshift.access.Session;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.store.StoreHealth;
import nightshift.store.StoreUnavailable;
import nightshift.store.StoreUnavailable.Reason;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.ExpiryOption;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.SetParams;

/** Keeps keys, accounts and sessions as one short text each, so that every change is a single command. */
final class RedisAccess implements AccessStore {

    private final Connection redis;
    private final StoreHealth health;
    private final String prefix;

    /** @param health shows when Redis cannot answer */
    RedisAccess(Connection redis, Keys keys, StoreHealth health) {
        this.redis = redis;
        this.health = health;
        this.prefix = keys.prefix() + "access:";
    }

    @Override
    public Optional<Principal> findKey(String digest) {
        return Optional.ofNullable(call("find key", j -> j.get(key(digest)))).map(RedisAccess::principal);
    }

    @Override
    public Optional<String> digestOfKey(String owner) {
        return Optional.ofNullable(call("find digest of key", j -> j.get(keyOf(owner))));
    }

    @Override
    public void putKey(String digest, Principal owner) {
        call("put key", j -> {
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
        return call("add key", j -> {
            // in this order, so that a server that dies in between leaves no owner with a key that does not work
            j.set(key(digest), text(owner));
            boolean first =
                    j.set(keyOf(owner.name()), digest, SetParams.setParams().nx()) != null;
            if (!first) {
                j.del(key(digest));
            }
            return first;
        });
    }

    @Override
    public Optional<Account> findAccount(String name) {
        return Optional.ofNullable(call("find account", j -> j.get(account(name))))
                .map(text -> {
                    String[] parts = text.split(" ", 4);
                    PasswordHash password = new PasswordHash(Integer.parseInt(parts[1]), parts[2], parts[3]);
                    return new Account(new Principal(name, Role.valueOf(parts[0])), password);
                });
    }

    @Override
    public void putAccount(Account account) {
        call("put account", j -> j.set(account(account.principal().name()), text(account)));
    }

    @Override
    public boolean addAccount(Account account) {
        return call(
                        "add account",
                        j -> j.set(
                                account(account.principal().name()),
                                text(account),
                                SetParams.setParams().nx()))
                != null;
    }

    @Override
    public Optional<Session> findSession(String digest, Duration keep) {
        return Optional.ofNullable(sessionText(session(digest), keep)).map(text -> {
            String[] parts = text.split(" ", 2);
            return new Session(principal(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[0])));
        });
    }

    /** A Redis that refuses to prolong the session can still say whose it is. */
    private String sessionText(String key, Duration keep) {
        try {
            return call(
                    "find session", j -> j.getEx(key, GetExParams.getExParams().ex(keep.toSeconds())));
        } catch (StoreUnavailable e) {
            if (e.reason() == Reason.UNREACHABLE) {
                throw e;
            }
            return call("find session", j -> j.get(key));
        }
    }

    @Override
    public void putSession(String digest, Session session, Duration keep) {
        String text = session.since().getEpochSecond() + " " + text(session.principal());
        call(
                "put session",
                j -> j.set(session(digest), text, SetParams.setParams().ex(keep.toSeconds())));
    }

    @Override
    public void deleteSession(String digest) {
        call("delete session", j -> j.del(session(digest)));
    }

    @Override
    public long countSignIn(String account, Duration window) {
        return call("count sign-in", j -> {
            try (AbstractPipeline pipeline = j.pipelined()) {
                Response<Long> count = pipeline.incr(signIns(account));
                Response<Long> expires = pipeline.expire(signIns(account), window.toSeconds(), ExpiryOption.NX);
                pipeline.sync();
                expires.get();
                return count.get();
            }
        });
    }

    @Override
    public void forgetSignIns(String account) {
        call("forget sign-ins", j -> j.del(signIns(account)));
    }

    /** Fails at once where the watch has seen that an answer would not come. */
    private <T> T call(String what, Function<UnifiedJedis, T> commands) {
        StoreHealth.Status status = health.status();
        if (!status.state().reads()) {
            throw new StoreUnavailable(Reason.UNREACHABLE, what + ": Redis is " + status.state(), null);
        }
        return redis.call(what, commands);
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
