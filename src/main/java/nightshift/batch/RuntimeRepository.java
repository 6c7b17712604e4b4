package nightshift.batch;

import jakarta.batch.operations.JobOperator;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The batch runtime's own record of what it has run. Open Liberty keeps it in memory and for ever; here what has ended is
 * removed from it. Jakarta Batch has no call for that, so this asks for Open Liberty's persistence service, by name.
 */
final class RuntimeRepository {

    private static final Logger LOG = Logger.getLogger(RuntimeRepository.class.getName());
    private static final String SERVICE = "com.ibm.jbatch.container.services.IPersistenceManagerService";
    /** The runtime may still look at an execution just after it has ended. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final ConcurrentLinkedDeque<Left> left = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    private Optional<Purge> purge;

    private record Left(long execution, long instance, long nanos) {

        static Left now(long execution, long instance) {
            return new Left(execution, instance, System.nanoTime());
        }
    }

    /** Removes all that is kept of an instance of a job. */
    @FunctionalInterface
    interface Purge {
        void remove(long instance) throws ReflectiveOperationException;
    }

    /** Removes what has ended a while ago. */
    void tidy(JobOperator operator) {
        Left oldest = left.poll();
        while (oldest != null && System.nanoTime() - oldest.nanos > LINGER.toNanos()) {
            if (BatchRun.hasEnded(operator, oldest.execution)) {
                remove(operator, oldest.instance);
            } else {
                left.add(Left.now(oldest.execution, oldest.instance));
            }
            oldest = left.poll();
        }
        if (oldest != null) {
            left.addFirst(oldest);
        }
    }

    /** How many instances are still kept although nobody waits for their end. */
    int kept() {
        return kept.get();
    }

    /** Has an instance removed, later, because nobody waits for its end. */
    void left(long execution, long instance) {
        kept.incrementAndGet();
        left.add(Left.now(execution, instance));
    }

    private synchronized void remove(JobOperator operator, long instance) {
        if (purge == null) {
            purge = lookUp(operator);
        }
        purge.ifPresent(known -> {
            try {
                known.remove(instance);
                kept.decrementAndGet();
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "Batch job instance " + instance + " stays in the memory of the batch runtime",
                        e);
            }
        });
    }

    // An application cannot see the framework that the server is made of, but that framework's own API leads to its
    // services.
    private static Optional<Purge> lookUp(JobOperator operator) {
        try {
            ClassLoader server = operator.getClass().getClassLoader();
            ClassLoader framework = server.getClass().getClassLoader();
            Class<?> bundles = Class.forName("org.osgi.framework.Bundle", false, framework);
            Class<?> contexts = Class.forName("org.osgi.framework.BundleContext", false, framework);
            Class<?> references = Class.forName("org.osgi.framework.ServiceReference", false, framework);
            Object bundle = Class.forName("org.osgi.framework.BundleReference", false, framework)
                    .getMethod("getBundle")
                    .invoke(server);
            Object context = bundles.getMethod("getBundleContext").invoke(bundle);
            Object reference =
                    contexts.getMethod("getServiceReference", String.class).invoke(context, SERVICE);
            Object service = contexts.getMethod("getService", references).invoke(context, reference);
            Method remove =
                    Class.forName(SERVICE, false, server).getMethod("purgeJobInstanceAndRelatedData", long.class);
            return Optional.of(instance -> remove.invoke(service, instance));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "This batch runtime cannot forget what has ended: its memory grows by some 3 KB"
                            + " with every batch job",
                    e);
            return Optional.empty();
        }
    }
}
