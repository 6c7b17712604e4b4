package nightshift.api.jobs;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.web.Problem;
import nightshift.web.Problems;
import nightshift.web.exchange.BodyFilter;
import nightshift.web.exchange.Exchange;
import nightshift.web.wire.Body;
import nightshift.web.wire.BodyFailed;
import nightshift.web.wire.Pace;
import nightshift.web.wire.Patience;
import nightshift.web.wire.Sender;
import nightshift.web.wire.Turns;

/**
 * One request that sends jobs as lines. It works in turns, each as long as there is something to do. Between turns it
 * holds no thread, whether it waits for more lines or for the client to read answers.
 */
final class LinesExchange {

    private static final Logger LOG = Logger.getLogger(LinesExchange.class.getName());

    /** A client may keep the request open, and send a job now and then. */
    private static final Pace SENDING = new Pace(Duration.ofSeconds(30), 1, Duration.ofHours(1));

    private static final Pace TAKING = new Pace(Duration.ofSeconds(30), 1024, Duration.ofHours(1));
    /** No more lines are read while the client has left this many answers unread. */
    private static final long BACKLOG_MOST = 256L << 20;

    private final AsyncContext context;
    private final BodyRoom room;
    private final Runnable then;
    private final AtomicLong waits;
    private Turns turns;
    private Body body;
    private JobLines lines;
    private Sender sender;
    private BatchCreate submit;
    private boolean read;
    private volatile boolean paused;
    private boolean over;

    /**
     * A request that has just come, on the thread of that request.
     *
     * @param room for long lines
     * @param then done when the request ends
     */
    LinesExchange(AsyncContext context, BodyRoom room, Runnable then) {
        this.context = context;
        this.room = room;
        this.then = then;
        this.waits = Exchange.waits((HttpServletRequest) context.getRequest());
    }

    /**
     * Begins.
     *
     * @param submit makes the object that stores the jobs and writes the answers
     */
    void begin(Function<OutputStream, BatchCreate> submit, Patience patience) throws IOException {
        // on the thread that signals data: Open Liberty may forget to signal more when another thread reads
        turns = new Turns(Runnable::run, this::turn);
        body = new Body(context.getRequest().getInputStream(), SENDING, patience, turns);
        sender = new Sender(context.getResponse(), TAKING, patience, this::sent);
        lines = new JobLines(body::read, BodyFilter.MOST, room);
        this.submit = submit.apply(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                sender.send(bytes, offset, length);
            }
        });
        context.getResponse()
                .flushBuffer(); // later, Open Liberty keeps the headers back, and the first answers with them
        sender.open();
        body.open();
    }

    private void sent() {
        if (sender.isOver() || paused) {
            turns.run();
        }
    }

    private void turn() {
        if (over) {
            return;
        }
        try {
            if (sender.isOver()) {
                end();
            } else if (!read) {
                read();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "A client went away while its jobs were stored", e);
            end();
        } catch (RuntimeException e) {
            fail(Problems.of(e));
        }
    }

    private void read() throws IOException {
        try {
            paused = false;
            BatchCreate.Stop stop = BatchCreate.Stop.BATCH;
            while (stop == BatchCreate.Stop.BATCH) {
                if (sender.backlog() > BACKLOG_MOST) {
                    paused = true;
                    return;
                }
                stop = submit.lines(lines);
            }
            if (stop == BatchCreate.Stop.END) {
                answered();
            }
        } catch (BodyFailed e) {
            if (e.reason() != BodyFailed.Reason.TOO_SLOW) {
                throw e;
            }
            fail(new Problem(408, "The lines came too slowly: send the others again."));
        }
    }

    private void fail(Problem problem) {
        try {
            submit.fail(problem);
            answered();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "A client did not get the reason why its lines are not read", e);
            end();
        }
    }

    private void answered() {
        read = true;
        body.close();
        sender.end();
        if (sender.isOver()) {
            end();
        }
    }

    private void end() {
        over = true;
        body.close();
        lines.close();
        waits.addAndGet(body.waited());
        try {
            then.run();
        } finally {
            Exchange.complete(context);
        }
    }
}
