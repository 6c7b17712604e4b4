package nightshift.redis.link;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import nightshift.store.StoreState;
import nightshift.store.StoreUnavailable.Reason;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What each error reply of Redis means here. Every reply that can pass with time, or that an operator can fix, has a
 * row. The others are bugs and stay exceptions.
 */
enum ErrorReply {
    OOM(Reason.FULL, StoreState.REFUSES_WRITES, "Redis is out of memory and takes no new jobs."),
    READONLY(Reason.NOT_READY, StoreState.REFUSES_WRITES, "Redis is a read-only replica.", true),
    MISCONF(Reason.NOT_READY, StoreState.REFUSES_WRITES, "Redis refuses writes because it cannot save to its disk."),
    NOREPLICAS(
            Reason.NOT_READY, StoreState.REFUSES_WRITES, "Redis refuses writes because it has too few replicas.", true),
    NOPERM(Reason.NOT_READY, StoreState.REFUSES_WRITES, "Nightshift's Redis user lacks rights."),
    NOSCRIPT(Reason.NOT_READY, StoreState.REFUSES_WRITES, "Redis has forgotten a script."),
    EXECABORT(Reason.NOT_READY, StoreState.REFUSES_WRITES, "Redis refused a transaction."),
    LOADING(Reason.NOT_READY, StoreState.LOADING, "Redis is loading its data."),
    BUSY(Reason.NOT_READY, StoreState.HUNG, "Redis is blocked by a script that runs for too long."),
    UNKILLABLE(Reason.NOT_READY, StoreState.HUNG, "Redis is blocked by a script that cannot be stopped."),
    MASTERDOWN(Reason.NOT_READY, StoreState.AWAY, "Redis is a replica that has lost its master.", true),
    CLUSTERDOWN(Reason.NOT_READY, StoreState.AWAY, "The Redis cluster is down.", true),
    MOVED(Reason.NOT_READY, StoreState.AWAY, "Another node of the Redis cluster has the data now.", true),
    ASK(Reason.NOT_READY, StoreState.AWAY, "The Redis cluster is moving the data to another node."),
    TRYAGAIN(Reason.NOT_READY, StoreState.AWAY, "The Redis cluster is moving the data to another node."),
    REDIRECT(Reason.NOT_READY, StoreState.AWAY, "Redis is failing over.", true),
    INPROG(Reason.NOT_READY, StoreState.AWAY, "Redis is failing over.", true),
    UNBLOCKED(Reason.NOT_READY, StoreState.AWAY, "Redis is failing over.", true),
    NOGOODSLAVE(Reason.NOT_READY, StoreState.AWAY, "The sentinels of Redis have no replica to promote.", true),
    NOQUORUM(Reason.NOT_READY, StoreState.AWAY, "The sentinels of Redis cannot agree on a master.", true),
    NOAUTH(Reason.NOT_READY, StoreState.AWAY, "Redis refuses the credentials."),
    WRONGPASS(Reason.NOT_READY, StoreState.AWAY, "Redis refuses the credentials."),
    DENIED(Reason.NOT_READY, StoreState.AWAY, "Redis runs in protected mode and refuses the connection."),
    NOPROTO(Reason.NOT_READY, StoreState.AWAY, "Redis is too old: it does not know the protocol RESP3."),
    /** The following replies have no code of their own: they are recognized by their text. */
    TOO_MANY_CLIENTS(Reason.NOT_READY, StoreState.AWAY, "Redis allows no more connections.", "max number of clients"),
    NO_PASSWORD_SET(
            Reason.NOT_READY,
            StoreState.AWAY,
            "Redis refuses the credentials.",
            "without any password configured",
            "but no password is set"),
    NO_DATABASE(Reason.NOT_READY, StoreState.AWAY, "Redis has no database of that number.", "db index is out of range"),
    SCRIPT_LACKS_RIGHTS(
            Reason.NOT_READY,
            StoreState.REFUSES_WRITES,
            "Nightshift's Redis user lacks rights.",
            "user executing the script",
            "acl failure in script"),
    UNKNOWN_COMMAND(
            Reason.NOT_READY,
            StoreState.REFUSES_WRITES,
            "Redis does not know a command that Nightshift needs.",
            "unknown command",
            "unknown redis command");

    private static final String ABORTED_BECAUSE = "EXECABORT Transaction discarded because of: ";

    private final Reason reason;
    private final StoreState state;
    private final String text;
    private final boolean elsewhere;
    private final String[] words;

    ErrorReply(Reason reason, StoreState state, String text) {
        this(reason, state, text, false);
    }

    ErrorReply(Reason reason, StoreState state, String text, boolean elsewhere, String... words) {
        this.reason = reason;
        this.state = state;
        this.text = text;
        this.elsewhere = elsewhere;
        this.words = words;
    }

    ErrorReply(Reason reason, StoreState state, String text, String... words) {
        this(reason, state, text, false, words);
    }

    /** The reply that an exception was made from, wherever in its causes that is. */
    static Optional<ErrorReply> of(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JedisDataException && cause.getMessage() != null) {
                return of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    /** The row for the text of a reply. */
    static Optional<ErrorReply> of(String message) {
        if (message.startsWith(ABORTED_BECAUSE)) {
            Optional<ErrorReply> why = of(message.substring(ABORTED_BECAUSE.length()));
            return why.isPresent() ? why : Optional.of(EXECABORT);
        }
        String code = message.split("[ :]", 2)[0];
        return Arrays.stream(values())
                .filter(each -> each.words.length == 0 && each.name().equals(code))
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(each -> each.says(message))
                        .findFirst());
    }

    private boolean says(String message) {
        return Arrays.stream(words)
                .anyMatch(part -> message.regionMatches(true, 0, "ERR", 0, 3)
                        && message.toLowerCase(Locale.ROOT).contains(part));
    }

    Reason reason() {
        return reason;
    }

    StoreState state() {
        return state;
    }

    /** What is wrong, in a sentence for clients. */
    String text() {
        return text;
    }

    /** Whether another server takes writes, or may soon: connections to this one are useless then. */
    boolean leadsElsewhere() {
        return elsewhere;
    }

    /**
     * Whether another server has replaced this one, which has not executed the command. A new connection reaches that
     * server.
     */
    boolean namesAnother() {
        return this == READONLY || this == MOVED || this == REDIRECT;
    }
}
