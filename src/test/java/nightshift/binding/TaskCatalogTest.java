package nightshift.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.job.TaskDefinition;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

class TaskCatalogTest {

    private static TaskDefinition task(String name) {
        return new TaskDefinition(
                new TaskName(name),
                "",
                "{}",
                Duration.ofSeconds(1),
                args -> List.of(),
                (args, context) -> Optional.empty());
    }

    @Test
    void tasksAreFoundByNameAndListedInOrder() {
        TaskDefinition a = task("a");
        TaskDefinition b = task("b");
        TaskCatalog catalog = new TaskCatalog(List.of(b, a));

        assertThat(catalog.find(new TaskName("a"))).contains(a);
        assertThat(catalog.find(new TaskName("c"))).isEmpty();
        assertThat(catalog.all()).containsExactly(a, b);
    }

    @Test
    void sameNameTwiceStopsTheStart() {
        assertThatThrownBy(() -> new TaskCatalog(List.of(task("a"), task("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two tasks are named a: names must be unique");
    }
}
