package nightshift.web.exchange;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reports every request to {@link RequestDrain}, and lets clients know that the server is about to stop. */
public class DrainFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient RequestDrain drain;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (drain.came()) {
            response.setHeader("Connection", "close");
        }
        UnderWay underWay = new UnderWay(drain);
        try {
            chain.doFilter(request, response);
        } finally {
            underWay.returned(request);
        }
    }

    /** One request; it ends once. */
    private static final class UnderWay implements AsyncListener {

        private final RequestDrain drain;
        private final AtomicBoolean ended = new AtomicBoolean();

        UnderWay(RequestDrain drain) {
            this.drain = drain;
        }

        void returned(HttpServletRequest request) {
            if (request.isAsyncStarted()) {
                try {
                    request.getAsyncContext().addListener(this);
                    return;
                } catch (IllegalStateException e) {
                    // it was completed just now
                }
            }
            end();
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                drain.answered();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
