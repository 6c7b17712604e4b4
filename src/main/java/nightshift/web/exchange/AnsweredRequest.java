package nightshift.web.exchange;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose {@link Answer} is sent when it is completed. */
final class AnsweredRequest extends HttpServletRequestWrapper {

    private final Answer answer;
    private AsyncContext context;

    AnsweredRequest(HttpServletRequest request, Answer answer) {
        super(request);
        this.answer = answer;
    }

    /** Whether somebody completes this request, or has done so. */
    boolean wasSuspended() {
        return context != null;
    }

    @Override
    public AsyncContext startAsync() {
        return startAsync(this, answer);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        context = new Context(super.startAsync(request, response), answer);
        return context;
    }

    @Override
    public AsyncContext getAsyncContext() {
        return context == null ? super.getAsyncContext() : context;
    }

    private record Context(AsyncContext real, Answer answer) implements AsyncContext {

        @Override
        public void complete() {
            answer.finish(real);
        }

        @Override
        public ServletRequest getRequest() {
            return real.getRequest();
        }

        @Override
        public ServletResponse getResponse() {
            return answer;
        }

        @Override
        public boolean hasOriginalRequestAndResponse() {
            return real.hasOriginalRequestAndResponse();
        }

        @Override
        public void dispatch() {
            real.dispatch();
        }

        @Override
        public void dispatch(String path) {
            real.dispatch(path);
        }

        @Override
        public void dispatch(ServletContext servlets, String path) {
            real.dispatch(servlets, path);
        }

        @Override
        public void start(Runnable work) {
            real.start(work);
        }

        @Override
        public void addListener(AsyncListener listener) {
            real.addListener(listener);
        }

        @Override
        public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
            real.addListener(listener, request, response);
        }

        @Override
        public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
            return real.createListener(type);
        }

        @Override
        public void setTimeout(long millis) {
            real.setTimeout(millis);
        }

        @Override
        public long getTimeout() {
            return real.getTimeout();
        }
    }
}
