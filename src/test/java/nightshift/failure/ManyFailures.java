package nightshift.failure;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import nightshift.job.Destination;
import nightshift.job.Failure;
import nightshift.job.FailureCause;
import nightshift.task.TaskName;

/** Failures of thirty causes, each with values that differ from one to the next, as real programs write them. */
final class ManyFailures {

    private static final List<Function<SplittableRandom, String>> MESSAGES = List.of(
            r -> "Read timed out after " + r.nextInt(1, 90_000) + " ms",
            r -> "Connect to db-" + r.nextInt(9) + ".internal.example.com:" + port(r) + " failed: Connection refused",
            r -> "Connection reset by peer (/10." + r.nextInt(255) + "." + r.nextInt(255) + ".7:" + port(r) + ")",
            r -> "Customer " + uuid(r) + " does not exist",
            r -> "Invoice " + r.nextInt(1_000_000) + " has no address",
            r -> "Invoice " + r.nextInt(1_000_000) + " has no recipient",
            r -> "duplicate key value violates unique constraint \"orders_pkey\"\n  Detail: Key (id)=("
                    + r.nextInt(99_999) + ") already exists.",
            r -> "Deadlock found when trying to get lock; try restarting transaction " + hex(r, 16),
            r -> "Cannot parse '" + word(r) + "' as a number",
            r -> "Unexpected character ('" + (char) r.nextInt('a', 'z') + "' (code " + r.nextInt(10, 99)
                    + ")) at [line: " + r.nextInt(1, 500) + ", column: " + r.nextInt(1, 120) + "]",
            r -> "The mailbox of " + word(r) + "." + word(r) + "@" + word(r) + ".example.org is full",
            r -> "No space left on device: /var/data/jobs/" + uuid(r) + "/part-" + r.nextInt(99) + ".tmp",
            r -> "File /mnt/in/" + r.nextInt(2020, 2027) + "/" + r.nextInt(1, 13) + "/batch_" + r.nextInt(9_999)
                    + ".csv was not found",
            r -> "Token expired at " + Instant.ofEpochSecond(1_700_000_000L + r.nextInt(9_000_000)),
            r -> "Rate limit exceeded, retry in " + r.nextInt(1, 3600) + " seconds",
            r -> "HTTP 502 from https://payments.example.com/v2/charges/ch_" + hex(r, 14) + "?attempt=" + r.nextInt(9),
            r -> "HTTP 404 from https://payments.example.com/v2/charges/ch_" + hex(r, 14) + "?attempt=" + r.nextInt(9),
            r -> "Out of memory: killed process " + r.nextInt(1, 65_000) + ", exit code 137",
            r -> "Process " + r.nextInt(1, 65_000) + " ended with exit code 1",
            r -> "Object com.acme.Order@" + Integer.toHexString(r.nextInt() | 0x10000000) + " is not serializable",
            r -> "Payload of " + r.nextInt(300_000, 900_000) + " bytes is larger than 262144 bytes",
            r -> "Leader changed: expected epoch " + r.nextInt(500) + ", got " + r.nextInt(500, 999),
            r -> "Certificate of mail.example.net expired " + r.nextInt(2, 400) + " days ago",
            r -> "Session " + hex(r, 32) + " is not known",
            r -> "user=" + word(r) + " is locked until " + Instant.ofEpochSecond(1_700_000_000L + r.nextInt(9_000_000)),
            r -> "Timeout of PT" + r.nextInt(1, 59) + "S reached while waiting for lock 0x" + hex(r, 8),
            r -> "Amount " + String.format(Locale.ROOT, "%d.%02d", r.nextInt(1, 10_000), r.nextInt(100))
                    + " EUR is negative",
            r -> "Node worker-" + r.nextInt(40) + " left the cluster",
            r -> "Node worker-" + r.nextInt(40) + " joined the cluster twice",
            r -> "Certificate of host is not trusted: CN=\"" + word(r) + "\", serial " + hex(r, 20));

    static final int CAUSES = 30;

    private static final TaskName TASK = new TaskName("invoice.send");

    private ManyFailures() {}

    /** A failure of one of the causes. */
    static FailureCause cause(int cause, SplittableRandom random) {
        String message = MESSAGES.get(cause).apply(random);
        String stack = "com.acme.Failed: " + message + "\n\tat java.base/java.util.Objects.check(Objects.java:"
                + random.nextInt(400)
                + ")\n\tat com.acme.Step" + (char) ('A' + cause % 7) + ".lambda$run$" + random.nextInt(9)
                + "(Step.java:" + random.nextInt(400)
                + ")\n";
        return Causes.of(
                TASK, new Failure("com.acme.Failed", message, stack), Optional.of(new Destination("api.example.com")));
    }

    private static int port(SplittableRandom random) {
        return random.nextInt(1024, 65_536);
    }

    private static UUID uuid(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static String hex(SplittableRandom random, int digits) {
        StringBuilder text = new StringBuilder();
        while (text.length() < digits - 1) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.append(random.nextInt(10)).toString();
    }

    /** A word without digits. */
    private static String word(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3, 9); i > 0; i--) {
            text.append((char) random.nextInt('a', 'z' + 1));
        }
        return text.toString();
    }
}
