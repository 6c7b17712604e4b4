package nightshift.binding;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.task.RawTaskHandler;
import nightshift.task.TaskHandler;

/**
 * Finds the tasks among the CDI beans. A typed handler is created when it is first needed, so it can inject beans that
 * need the catalog, such as those that submit jobs.
 */
@Dependent
public class TaskDiscovery {

    private final Instance<TaskHandler<?>> handlers;
    private final Instance<RawTaskHandler> rawHandlers;

    /** Made by CDI. */
    @Inject
    public TaskDiscovery(@Any Instance<TaskHandler<?>> handlers, @Any Instance<RawTaskHandler> rawHandlers) {
        this.handlers = handlers;
        this.rawHandlers = rawHandlers;
    }

    /**
     * The task of each bean.
     *
     * @throws IllegalArgumentException if one is written wrongly; the message names the class
     */
    public List<TaskDefinition> tasks(TaskCompiler compiler) {
        List<TaskDefinition> tasks = new ArrayList<>();
        for (Instance.Handle<TaskHandler<?>> handle : handlers.handles()) {
            tasks.add(compiler.compile(handle.getBean().getBeanClass(), new Once<>(handle::get)));
        }
        rawHandlers.forEach(handler -> tasks.add(compiler.compile(handler)));
        tasks.forEach(TaskDiscovery::checkName);
        return tasks;
    }

    private static void checkName(TaskDefinition task) {
        if (Reserved.isReserved(task.name())) {
            throw new IllegalArgumentException(
                    "the task " + task.name() + " must have another name: those that begin with"
                            + " nightshift. are Nightshift's own, and their jobs cannot be submitted");
        }
    }

    /** Asks once, for the first caller. */
    private static final class Once<T> implements Supplier<T> {

        private final Supplier<T> source;
        private volatile T value;

        Once(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            T seen = value;
            return seen != null ? seen : ask();
        }

        private synchronized T ask() {
            if (value == null) {
                value = source.get();
            }
            return value;
        }
    }
}
