package nightshift.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions that no store keeps. The token itself names its owner and its end, and carries a signature. They let people
 * sign in while the store cannot write. Servers that share a secret accept each other's.
 */
final class EmergencySessions {

    /** Long enough for an outage, short because it cannot be ended at other servers. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final String PREFIX = "nse_";
    private static final int ENDED_MOST = 1_000;

    private final Clock clock;
    private Supplier<byte[]> source = () -> Secrets.bytes(32);
    private byte[] secret;
    private final Map<String, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > ENDED_MOST;
        }
    };

    EmergencySessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Uses a secret that other servers have too, instead of one of its own.
     *
     * @param common is asked once, when the first session needs it
     */
    synchronized void share(Supplier<byte[]> common) {
        source = common;
        secret = null;
    }

    private synchronized byte[] secret() {
        if (secret == null) {
            secret = source.get();
        }
        return secret;
    }

    String begin(Principal principal) {
        String text = clock.instant().plus(LONGEST).getEpochSecond() + " " + principal.role() + " "
                + Secrets.random().substring(0, 16) + " " + principal.name();
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
        return PREFIX + payload + "." + signature(payload);
    }

    /** Whether a token has the form of these. */
    static boolean isOne(String token) {
        return token.startsWith(PREFIX);
    }

    /** The owner of the session that a token proves; empty if the token is unknown or its session has ended. */
    Optional<Principal> find(String token) {
        int dot = token.indexOf('.');
        if (!isOne(token) || dot < 0) {
            return Optional.empty();
        }
        String payload = token.substring(PREFIX.length(), dot);
        boolean isOurs = MessageDigest.isEqual(
                signature(payload).getBytes(UTF_8), token.substring(dot + 1).getBytes(UTF_8));
        if (!isOurs || hasEnded(token)) {
            return Optional.empty();
        }
        String[] parts = new String(Base64.getUrlDecoder().decode(payload), UTF_8).split(" ", 4);
        return clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[0])))
                ? Optional.of(new Principal(parts[3], Role.valueOf(parts[1])))
                : Optional.empty();
    }

    private synchronized boolean hasEnded(String token) {
        return ended.containsKey(Secrets.digest(token));
    }

    /** Ends a session at this server. */
    synchronized void end(String token) {
        ended.put(Secrets.digest(token), true);
    }

    private String signature(String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret(), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(payload.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
