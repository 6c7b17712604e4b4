package nightshift.web.exchange;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends a read of a body before its timeout. Servlets have no call for that, but Open Liberty's channels do. They are not
 * on an application's class path, hence the reflection. On a server without them a read ends with its own timeout.
 */
final class ReadTimeout implements Runnable {

    private static final Logger LOG = Logger.getLogger(ReadTimeout.class.getName());
    /** {@code TCPRequestContext.IMMED_TIMEOUT}. */
    private static final int AT_ONCE = -2;

    private static final AtomicBoolean MISSING = new AtomicBoolean();

    private final Object reads;

    private ReadTimeout(Object reads) {
        this.reads = reads;
    }

    /** What ends reads of this request's body. To be asked on the request's own thread. */
    static Runnable of(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        try {
            Object connection = get(get(own, "getIRequest"), "getHttpInboundConnection");
            return new ReadTimeout(get(get(connection, "getTCPConnectionContext"), "getReadInterface"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return missing(e);
        }
    }

    private static Object get(Object from, String name) throws ReflectiveOperationException {
        return from.getClass().getMethod(name).invoke(from);
    }

    private static Runnable missing(Exception e) {
        if (MISSING.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "Reads from silent clients cannot be ended before the server's read timeout", e);
        }
        return () -> {};
    }

    /** Makes the current read fail with a timeout, on its own thread. Does not wait. */
    @Override
    public void run() {
        try {
            Method read = Arrays.stream(reads.getClass().getMethods())
                    .filter(method -> method.getName().equals("read") && method.getParameterCount() == 4)
                    .findFirst()
                    .orElseThrow();
            read.invoke(reads, 1L, null, false, AT_ONCE);
        } catch (InvocationTargetException | IllegalAccessException | RuntimeException e) {
            missing(e);
        }
    }
}
