package nightshift.api;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import nightshift.access.Permission;
import nightshift.job.JobIntake;
import nightshift.job.JobListener;
import nightshift.job.TaskDefinition;
import nightshift.job.TraceParent;

/** Many jobs in one request. */
@Path("/jobs:batchCreate")
@Dependent
@Produces(BulkResource.NDJSON)
public class BulkResource {

    static final String NDJSON = "application/x-ndjson";

    private final JobIntake intake;
    private final JobListener listener;
    private final JobReader reader;

    @Resource
    private ManagedExecutorService executor;

    /** The resource that puts jobs into this intake. */
    @Inject
    public BulkResource(JobIntake intake, JobListener listener, TaskDefinition.Catalog tasks,
            UnknownTasks unknown) {
        this.intake = intake;
        this.listener = listener;
        this.reader = new JobReader(tasks, unknown, listener);
    }

    /** A job a line, for as long as the sender likes. */
    @POST
    @Needs(Permission.SUBMIT)
    @Streamed
    @Consumes(NDJSON)
    public StreamingOutput lines(@HeaderParam(RequestKey.HEADER) String key,
            @HeaderParam(TraceParent.HEADER) String traceparent, @Context HttpServletResponse response, InputStream in) {
        requireNoKey(key);
        Optional<TraceParent> trace = RequestTrace.of(traceparent);
        return out -> {
            try (AnswerSpool answers = new AnswerSpool()) {
                Future<Void> reading = executor.submit(() -> {
                    try {
                        new BulkSubmit(reader, intake, listener, trace, answers).lines(new Lines(in, BodyFilter.MOST));
                    } finally {
                        answers.end();
                    }
                    return null;
                });
                try {
                    answers.send(flushed(out, response));
                } finally {
                    await(reading);
                }
            }
        };
    }

    /** Flushes through to the client, which the stream alone does not. Works on the thread of the request only. */
    private static OutputStream flushed(OutputStream out, HttpServletResponse response) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
                response.flushBuffer();
            }
        };
    }

    /** Waits whatever happens: once the request is over, its stream may belong to another one. */
    private static void await(Future<Void> reading) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    reading.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("The jobs could not be read to the end", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A list of jobs. */
    @POST
    @Needs(Permission.SUBMIT)
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput list(@HeaderParam(RequestKey.HEADER) String key,
            @HeaderParam(TraceParent.HEADER) String traceparent, InputStream in) throws IOException {
        requireNoKey(key);
        Optional<TraceParent> trace = RequestTrace.of(traceparent);
        List<FieldReader.Slice> jobs = jobs(in.readAllBytes());
        return out -> new BulkSubmit(reader, intake, listener, trace, out).jobs(jobs);
    }

    private static List<FieldReader.Slice> jobs(byte[] body) {
        FieldErrors errors = new FieldErrors();
        List<FieldReader.Slice> jobs = new ArrayList<>();
        boolean[] given = {false};
        FieldReader.read(body, 0, body.length, errors, (fields, name) -> {
            if (name.equals("jobs")) {
                given[0] = true;
                fields.rawElements(name).ifPresent(jobs::addAll);
            } else {
                fields.unknown(name);
            }
        });
        if (!given[0]) {
            errors.invalid("/jobs", "is required");
        }
        errors.throwIfAny("The jobs were not accepted");
        return jobs;
    }

    /** A client that relies on the key would get its jobs twice. */
    private static void requireNoKey(String key) {
        if (key != null) {
            throw Problem.badRequest(RequestKey.HEADER, "is for single jobs; this call does not have it").exception();
        }
    }
}
