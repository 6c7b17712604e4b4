package nightshift.redis.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import nightshift.job.Attempt;
import nightshift.job.Failure;
import nightshift.job.Outcome;
import nightshift.job.Settlement;

/**
 * The history of a job's record: an entry for each attempt, before it one for what the task noted, after the last one
 * for the result. An attempt is text, {@code number|outcome|started ms|ms it took|worker} and,
 * where it failed, type, message and stack trace parted by the unit separator, which these texts are cleared of.
 */
public final class AttemptEntry {

    static final byte ATTEMPT = 'A';
    static final byte NOTES = 'N';
    static final byte RESULT = 'R';

    private static final char UNIT = '\u001f';

    private AttemptEntry() {}

    /** The entries that a settlement appends. */
    public static byte[] write(Settlement settlement) {
        Attempt attempt = settlement.attempt();
        StringBuilder text = new StringBuilder(64);
        text.append(attempt.number())
                .append('|')
                .append(attempt.outcome().orElseThrow().name().charAt(0))
                .append('|')
                .append(attempt.startedAt().toEpochMilli())
                .append('|')
                .append(attempt.endedAt().orElseThrow().toEpochMilli()
                        - attempt.startedAt().toEpochMilli())
                .append('|')
                .append(attempt.worker());
        attempt.failure()
                .ifPresent(f -> text.append('|')
                        .append(clean(f.type()))
                        .append(UNIT)
                        .append(clean(f.message()))
                        .append(UNIT)
                        .append(clean(f.stackTrace())));

        byte[] core = text.toString().getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(core.length + 16);
        attempt.notes().ifPresent(notes -> append(out, NOTES, notes.getBytes(UTF_8)));
        append(out, ATTEMPT, core);
        settlement.result().ifPresent(result -> append(out, RESULT, result.getBytes(UTF_8)));
        return out.toByteArray();
    }

    static Attempt read(String text, Optional<String> notes) {
        String[] parts = text.split("\\|", 6);
        Instant started = Instant.ofEpochMilli(Long.parseLong(parts[2]));
        return new Attempt(
                Integer.parseInt(parts[0]),
                Optional.of(outcome(parts[1].charAt(0))),
                started,
                Optional.of(started.plusMillis(Long.parseLong(parts[3]))),
                parts[4],
                parts.length < 6 ? Optional.empty() : Optional.of(failure(parts[5])),
                notes);
    }

    private static Outcome outcome(char initial) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().charAt(0) == initial) {
                return outcome;
            }
        }
        throw new IllegalStateException("no outcome begins with '" + initial + "'");
    }

    private static Failure failure(String text) {
        String[] parts = text.split(String.valueOf(UNIT), 3);
        return new Failure(parts[0], parts[1], parts[2]);
    }

    private static String clean(String text) {
        return text.replace(UNIT, ' ');
    }

    private static void append(ByteArrayOutputStream out, byte kind, byte[] text) {
        out.write(kind);
        out.writeBytes(text);
        byte[] length = new byte[6];
        Digits.put(length, 0, 6, text.length + 1);
        out.writeBytes(length);
    }
}
