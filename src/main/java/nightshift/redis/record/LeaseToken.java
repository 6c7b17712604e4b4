package nightshift.redis.record;

import java.security.SecureRandom;

/** Makes lease tokens: the worker's id and 12 random characters (71 bits), new for every claim. */
public final class LeaseToken {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private LeaseToken() {}

    /**
     * A new random token.
     *
     * @param worker id of the worker that holds the lease
     * @throws IllegalArgumentException if the id has the wrong length
     */
    public static String of(String worker) {
        if (worker.length() != JobRecord.WORKER_LENGTH) {
            throw new IllegalArgumentException(
                    "worker id must have " + JobRecord.WORKER_LENGTH + " characters: " + worker);
        }
        StringBuilder token = new StringBuilder(worker);
        while (token.length() < JobRecord.TOKEN_LENGTH) {
            token.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return token.toString();
    }
}
