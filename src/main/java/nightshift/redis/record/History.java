package nightshift.redis.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nightshift.job.Attempt;

/**
 * What a record says of the past of its job.
 *
 * @param attempts those that have ended
 * @param result   of the last attempt, if it succeeded
 */
record History(List<Attempt> attempts, Optional<String> result) {

    private static final int LENGTH_DIGITS = 6;

    /** Reads the entries of {@link AttemptEntry} from here to the end of a record. */
    static History read(byte[] record, int from) {
        List<Attempt> attempts = new ArrayList<>();
        Optional<String> result = Optional.empty();
        Optional<String> notes = Optional.empty();
        for (byte[] entry : entries(record, from)) {
            String text = new String(entry, 1, entry.length - 1, UTF_8);
            switch (entry[0]) {
                case AttemptEntry.NOTES -> notes = Optional.of(text);
                case AttemptEntry.ATTEMPT -> {
                    attempts.add(AttemptEntry.read(text, notes));
                    notes = Optional.empty();
                }
                case AttemptEntry.RESULT -> result = Optional.of(text);
                default -> throw new IllegalStateException("a record has a history entry of unknown kind " + entry[0]);
            }
        }
        return new History(attempts, result);
    }

    /** Each entry is followed by its length, so they are read from the end. */
    private static Deque<byte[]> entries(byte[] record, int from) {
        Deque<byte[]> entries = new ArrayDeque<>();
        int end = record.length;
        while (end > from) {
            int length = (int) Digits.get(record, end - LENGTH_DIGITS, LENGTH_DIGITS);
            int begin = end - LENGTH_DIGITS - length;
            entries.addFirst(Arrays.copyOfRange(record, begin, begin + length));
            end = begin;
        }
        return entries;
    }
}
