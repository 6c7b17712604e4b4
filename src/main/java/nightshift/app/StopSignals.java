package nightshift.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs something when the process is asked to stop, before the JVM begins to stop. A shutdown hook would be too late:
 * by then Liberty interrupts every managed thread, running jobs included, and logging ends.
 *
 * <p>Java has sun.misc.Signal for this on every JVM that Liberty runs on, but hides it from the compiler's lint; hence
 * the method handles.
 */
final class StopSignals implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StopSignals.class.getName());
    private static final String[] NAMES = {"TERM", "INT"};

    private final Runnable first;
    private final Map<Object, Object> before = new LinkedHashMap<>();
    private MethodHandle handle;

    /** @param first is run on a thread of its own; afterwards the JVM stops as usual */
    StopSignals(Runnable first) {
        this.first = first;
        try {
            listen();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "A stop will not wait for running jobs: they run again afterwards", e);
        }
    }

    private void listen() throws Throwable {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        Class<?> signal = Class.forName("sun.misc.Signal", true, platform);
        Class<?> handler = Class.forName("sun.misc.SignalHandler", true, platform);
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        handle = lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler));
        MethodHandle pass = lookup.findVirtual(handler, "handle", MethodType.methodType(void.class, signal));
        MethodHandle stop = MethodHandles.lookup()
                .findVirtual(
                        StopSignals.class, "stop", MethodType.methodType(void.class, MethodHandle.class, Object.class))
                .bindTo(this)
                .bindTo(pass)
                .asType(MethodType.methodType(void.class, signal));
        Object ours = MethodHandleProxies.asInterfaceInstance(handler, stop);
        for (String name : NAMES) {
            Object one = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class))
                    .invoke(name);
            before.put(one, handle.invoke(one, ours));
        }
    }

    private void stop(MethodHandle pass, Object signal) {
        try {
            first.run();
        } finally {
            try {
                pass.invoke(before.get(signal), signal);
            } catch (Throwable e) {
                LOG.log(Level.SEVERE, "The signal could not be forwarded", e);
            }
        }
    }

    /** Restores the previous signal handlers. */
    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                handle.invoke(signal, handler);
            } catch (Throwable e) {
                LOG.log(Level.WARNING, "A signal handler could not be removed", e);
            }
        });
    }
}
