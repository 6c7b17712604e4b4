package nightshift.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A script from {@code resources/lua}, with the shared parts put in after its first line. The head of each file says
 * what the script does.
 */
public enum LuaScript {
    SUBMIT("aside", "unique", "expiry", "failures", "waiting", "intake"),
    CLAIM("aside", "expiry", "limits", "breakers", "turns"),
    SETTLE("aside", "unique", "expiry", "failures", "limits", "freed", "breakers", "called"),
    EXTEND,
    PROMOTE,
    EXPIRE("aside", "unique", "expiry", "failures", "waiting"),
    RESCUE,
    CANCEL("aside", "unique", "expiry", "failures", "waiting", "canceling"),
    RETRY("unique", "expiry", "failures", "retrying"),
    REVISE("aside", "unique", "expiry", "failures", "waiting"),
    PURGE("unique", "expiry", "retention", "aside", "idle", "failures", "removing"),
    LIST("pick"),
    EXPLAIN("limits", "breakers"),
    NEWEST,
    REINDEX,
    OLDEST,
    WORKLOAD("aside"),
    PAUSE("history"),
    CONFIGURE("limits"),
    RECHECK("aside"),
    EMPTY("aside", "unique", "expiry", "failures", "removing"),
    FORGET("idle"),
    AUDIT("aside", "limits", "breakers"),
    INSPECT("aside", "unique", "expiry", "failures", "repair"),
    TRIM("aside", "unique", "expiry", "failures", "waiting", "repair"),
    VERIFY("aside", "unique", "expiry", "limits", "breakers", "repair"),
    RECOUNT("aside", "unique", "expiry", "repair"),
    ENTRIES("aside", "unique", "expiry", "repair"),
    GROUPS("aside", "unique", "expiry", "failures", "repair"),
    PIECES("aside", "unique", "expiry", "segments", "repair"),
    DESTINATION("aside", "limits", "breakers", "history"),
    BEAT("aside", "history"),
    LEAVE("history"),
    BEGIN("aside", "unique", "expiry", "failures", "waiting", "intake"),
    COMMIT("aside", "unique", "expiry", "failures", "waiting", "intake"),
    OPERATE("aside", "unique", "expiry", "failures", "waiting", "canceling", "retrying", "removing", "operating"),
    PREVIEW("unique", "operating"),
    READ("pick"),
    RIPE("retention"),
    DUE,
    FIRE("aside", "unique", "expiry", "failures", "waiting", "canceling", "intake", "history"),
    PLAN,
    UNPLAN,
    HOLD("history"),
    INDEX("segments"),
    REFLECT("segments"),
    TIDY("failures"),
    UNGROUPED,
    REGROUP("failures"),
    MUTE;

    private final String label;
    private final byte[] text;
    private final byte[] sha;

    /** @param shared the shared parts that it needs besides those of all scripts */
    LuaScript(String... shared) {
        label = name().toLowerCase(Locale.ROOT);
        String own = read(label);
        int body = own.indexOf('\n') + 1;
        StringBuilder whole = new StringBuilder(own.substring(0, body));
        Stream.concat(Stream.of("lib", "lines", "flush"), Stream.of(shared))
                .map(LuaScript::read)
                .forEach(whole::append);
        text = whole.append(own.substring(body)).toString().getBytes(UTF_8);
        sha = sha1(text);
    }

    /** The script's name as files have it. */
    public String label() {
        return label;
    }

    /**
     * The name under which calls are counted. Scripts that are called rarely share one: those for queues and destinations as a whole, those
     * for failure groups, and those of the self-audit.
     */
    public String call() {
        return switch (this) {
            case TIDY, UNGROUPED, REGROUP, MUTE -> "failures";
            case PAUSE, CONFIGURE, RECHECK, EMPTY, FORGET, AUDIT, DESTINATION -> "queue";
            case INDEX, REFLECT -> REINDEX.label;
            case INSPECT, TRIM, VERIFY, RECOUNT, ENTRIES, GROUPS, PIECES -> "integrity";
            default -> label;
        };
    }

    byte[] text() {
        return text;
    }

    /** The digest by which Redis knows the script once it has it. */
    byte[] sha() {
        return sha;
    }

    /** The text of a file of scripts. */
    static String read(String name) {
        try (InputStream in = LuaScript.class.getResourceAsStream("/lua/" + name + ".lua")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("script " + name, e);
        }
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(bytes))
                    .getBytes(UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
