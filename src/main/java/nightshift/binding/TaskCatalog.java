package nightshift.binding;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.job.TaskDefinition;
import nightshift.task.TaskName;

/** The tasks that this server can run. Fixed at start. */
public final class TaskCatalog implements TaskDefinition.Catalog {

    private final Map<TaskName, TaskDefinition> byName;
    private final List<TaskDefinition> sorted;

    /** @throws IllegalArgumentException if two tasks have the same name */
    public TaskCatalog(Collection<TaskDefinition> tasks) {
        Map<TaskName, TaskDefinition> found = new TreeMap<>();
        for (TaskDefinition task : tasks) {
            if (found.putIfAbsent(task.name(), task) != null) {
                throw new IllegalArgumentException("two tasks are named " + task.name() + ": names must be unique");
            }
        }
        sorted = List.copyOf(found.values());
        byName = Map.copyOf(found);
    }

    @Override
    public Optional<TaskDefinition> find(TaskName name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public List<TaskDefinition> all() {
        return sorted;
    }
}
