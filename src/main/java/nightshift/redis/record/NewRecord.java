package nightshift.redis.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import nightshift.job.NewJob;
import nightshift.job.Submission;

/** What the record of a new job has. */
public final class NewRecord {

    private NewRecord() {}

    /** The version of a new job's record, followed by what is in it from position 61 on; the scripts put the rest between them. */
    public static byte[] of(Submission submission) {
        NewJob job = submission.job();
        String attributes = Attributes.write(job.options(), Destinations.of(job.task(), job.args()));
        String names = job.queue().value() + "\n" + job.task().value() + "\n";
        byte[] front = (attributes.isEmpty() ? names : names + attributes + "\n").getBytes(UTF_8);
        byte[] meta = Meta.write(job.options()).getBytes(UTF_8);
        byte[] args = job.args().getBytes(UTF_8);
        int traceLength = submission.trace().isPresent() ? TraceBytes.LENGTH : 0;
        byte[] body = new byte
                [1 + JobRecord.NAMES - JobRecord.LENGTHS + front.length + traceLength + meta.length + args.length];
        body[0] = attributes.isEmpty() ? JobRecord.PLAIN : JobRecord.WITH_ATTRIBUTES;
        Digits.put(body, 1, 4, traceLength + meta.length);
        Digits.put(body, 5, 6, args.length);
        ByteBuffer rest = ByteBuffer.wrap(body)
                .position(1 + JobRecord.NAMES - JobRecord.LENGTHS)
                .put(front);
        submission.trace().ifPresent(trace -> TraceBytes.put(rest, trace));
        rest.put(meta).put(args);
        return body;
    }
}
