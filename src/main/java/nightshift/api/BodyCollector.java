package nightshift.api;

import jakarta.servlet.AsyncContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import nightshift.wire.Body;
import nightshift.wire.BodyFailed;
import nightshift.wire.Pace;
import nightshift.wire.Patience;
import nightshift.wire.Turns;

/** Collects the body of one request, and then lets the request in. */
final class BodyCollector {

    private static final int BLOCK = 8 * 1024;
    private static final Problem CUT_SHORT = new Problem(400, "The body did not arrive as a whole.");

    private final AsyncContext context;
    private final ReadRequest request;
    private final int most;
    private final BodyRoom room;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int taken;
    private boolean over;
    private Body body;

    BodyCollector(AsyncContext context, ReadRequest request, int most, BodyRoom room) {
        this.context = context;
        this.request = request;
        this.most = most;
        this.room = room;
    }

    void start(Pace pace, Patience patience) {
        try {
            body = new Body(request.unwrapped().getInputStream(), pace, patience, new Turns(Runnable::run, this::collect));
        } catch (IOException e) {
            Exchange.refuse(context, CUT_SHORT);
            return;
        }
        body.open();
    }

    private void collect() {
        if (over) {
            return;
        }
        byte[] block = new byte[BLOCK];
        try {
            int count = body.read(block, 0, block.length);
            while (count > 0) {
                if (bytes.size() + count > most) {
                    end(Optional.of(BodyFilter.tooLarge(most)));
                    return;
                }
                if (!room.take(count)) {
                    end(Optional.of(BodyRoom.full()));
                    return;
                }
                taken += count;
                bytes.write(block, 0, count);
                count = body.read(block, 0, block.length);
            }
            if (count == Body.END) {
                end(Optional.empty());
            }
        } catch (BodyFailed e) {
            end(Optional.of(e.reason() == BodyFailed.Reason.TOO_SLOW
                    ? new Problem(408, "The body came too slowly: send it at once.") : CUT_SHORT));
        }
    }

    private void end(Optional<Problem> problem) {
        over = true;
        body.close();
        room.give(taken);
        Exchange.waited(request.unwrapped(), body.waited());
        if (problem.isPresent()) {
            Exchange.refuse(context, problem.get());
        } else {
            request.has(bytes.toByteArray());
            context.dispatch();
        }
    }
}
