package nightshift.binding;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.task.RawTaskHandler;
import nightshift.task.Task;
import nightshift.task.TaskHandler;
import nightshift.task.TaskName;

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

    /**
     * The schedules that the beans carry in their code.
     *
     * @param catalog has their tasks
     * @throws IllegalArgumentException if one is written wrongly, or two have the same name; the message names the class
     */
    public List<Schedule> schedules(TaskDefinition.Catalog catalog) {
        Map<ScheduleName, Schedule> schedules = new TreeMap<>();
        Stream.concat(
                        handlers.handlesStream().map(handle -> handle.getBean().getBeanClass()),
                        rawHandlers
                                .handlesStream()
                                .map(handle -> handle.getBean().getBeanClass()))
                .forEach(type -> catalog.find(
                                new TaskName(type.getAnnotation(Task.class).value()))
                        .map(task -> CodeSchedule.of(type, task))
                        .orElse(List.of())
                        .forEach(schedule -> {
                            if (schedules.putIfAbsent(schedule.name(), schedule) != null) {
                                throw new IllegalArgumentException("@Schedule of " + type.getName()
                                        + ": another one is named " + schedule.name() + " too: names must be unique");
                            }
                        }));
        return List.copyOf(schedules.values());
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
