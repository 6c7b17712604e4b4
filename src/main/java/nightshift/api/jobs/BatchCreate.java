package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.job.NewJob;
import nightshift.job.Spread;
import nightshift.job.Submission;
import nightshift.job.TraceParent;
import nightshift.store.JobIntake;
import nightshift.store.StoreUnavailable;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;
import nightshift.web.FieldReader;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import nightshift.web.Problems;
import nightshift.web.exchange.BodyFilter;

/**
 * Takes jobs one by one, stores them in batches, and answers each in order. It holds one batch at a time, limited in
 * number and in bytes.
 */
final class BatchCreate {

    private static final int BATCH_BYTES = 4 << 20;
    private static final Problem TOO_LONG = new Problem(413, "The line has more than " + BodyFilter.MOST + " bytes.");

    private final JobReader reader;
    private final JobIntake intake;
    private final Spread spread;
    private final Optional<TraceParent> trace;
    private final OutputStream out;
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final List<Submission> batch = new ArrayList<>(JobIntake.BATCH);
    /** For each line since the last batch, in order: why it was refused, or null if its job is in the batch. */
    private final List<Problem> lines = new ArrayList<>(JobIntake.BATCH);

    private int batchBytes;
    private long answered;
    private Problem storeIsAway;

    /**
     * @param spread over which time the jobs start
     * @param trace the trace that all the jobs belong to, if the request is traced
     */
    BatchCreate(JobReader reader, JobIntake intake, Spread spread, Optional<TraceParent> trace, OutputStream out) {
        this.spread = spread;
        this.reader = reader;
        this.intake = intake;
        this.trace = trace;
        this.out = out;
    }

    /** Where {@link #lines} has stopped. */
    enum Stop {
        /** A batch is stored and answered, and there may be more lines. */
        BATCH,
        /** The next line is still on its way; all before it are answered. */
        NOTHING_YET,
        /** All lines are answered. */
        END
    }

    /** Takes lines, at most one batch. Does not make a sender wait for answers that are ready now. */
    Stop lines(JobLines in) throws IOException {
        while (true) {
            switch (in.next()) {
                case LINE -> line(in);
                case NOTHING_YET -> {
                    answer();
                    return Stop.NOTHING_YET;
                }
                case END -> {
                    answer();
                    return Stop.END;
                }
            }
            if (isFull()) {
                answer();
                return Stop.BATCH;
            }
        }
    }

    private void line(JobLines in) {
        if (in.isTooLong()) {
            refuse(TOO_LONG);
        } else if (!in.isBlank()) {
            job(in.bytes(), in.offset(), in.length());
        }
    }

    /** Ends the answers with a problem. */
    void fail(Problem problem) throws IOException {
        refuse(problem);
        answer();
    }

    /** Takes every job of a list. */
    void jobs(List<FieldReader.Slice> jobs) throws IOException {
        for (FieldReader.Slice job : jobs) {
            job(job.bytes(), job.offset(), job.length());
            if (isFull()) {
                answer();
            }
        }
        answer();
    }

    private void job(byte[] bytes, int offset, int length) {
        if (storeIsAway != null) {
            refuse(storeIsAway);
            return;
        }
        try {
            NewJob job = reader.read(bytes, offset, length);
            batch.add(new Submission(job.spread(spread, answered + lines.size()), Optional.empty(), trace));
            lines.add(null);
            batchBytes += length;
        } catch (ProblemException e) {
            refuse(e.problem());
        }
    }

    private void refuse(Problem problem) {
        lines.add(problem);
    }

    private boolean isFull() {
        return lines.size() >= JobIntake.BATCH || batchBytes >= BATCH_BYTES;
    }

    private void answer() throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        List<SubmitResult> results = store();
        int stored = 0;
        for (Problem problem : lines) {
            if (problem != null) {
                write(problem);
            } else if (storeIsAway != null) {
                write(storeIsAway);
            } else {
                write(results.get(stored++));
            }
        }
        lines.clear();
        batch.clear();
        batchBytes = 0;
        answers.writeTo(out);
        answers.reset();
        out.flush();
    }

    private List<SubmitResult> store() {
        if (batch.isEmpty()) {
            return List.of();
        }
        try {
            return intake.submit(batch);
        } catch (StoreUnavailable e) {
            storeIsAway = Problems.of(e);
            return List.of();
        }
    }

    private void write(SubmitResult result) {
        if (result instanceof SubmitResult.UniqueKeyHeld held) {
            write(Problem.uniqueKeyHeld(held.id(), held.state().name()));
        } else if (result instanceof SubmitResult.Existing live) {
            write(live.id());
        } else if (result instanceof SubmitResult.Replaced replaced) {
            write(replaced.id());
        } else {
            write(((SubmitResult.Accepted) result).job().id());
        }
    }

    private void write(JobId id) {
        answers.writeBytes(("{\"index\":" + answered++ + ",\"id\":\"" + id + "\"}\n").getBytes(UTF_8));
    }

    private void write(Problem problem) {
        answers.writeBytes(("{\"index\":" + answered++ + ",\"problem\":" + problem.text() + "}\n").getBytes(UTF_8));
    }
}
