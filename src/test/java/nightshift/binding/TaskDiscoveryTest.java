package nightshift.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.JobContext;
import nightshift.task.RawTaskHandler;
import nightshift.task.Schedule;
import nightshift.task.Task;
import nightshift.task.TaskHandler;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

/** On Weld, which is the CDI of Open Liberty too. */
class TaskDiscoveryTest {

    record Numbers(int a, int b) {}

    @Task("test.sum")
    static class SumTask implements TaskHandler<Numbers> {
        @Override
        public Object handle(Numbers args, JobContext context) {
            return args.a() + args.b();
        }
    }

    @Task("test.proxied")
    @ApplicationScoped
    static class ProxiedTask extends SumTask {}

    /** Needs the catalog, as anything that submits more jobs does. */
    @Task("test.nested")
    static class NestedTask implements TaskHandler<Numbers> {

        private final TaskDefinition.Catalog catalog;

        @Inject
        NestedTask(TaskDefinition.Catalog catalog) {
            this.catalog = catalog;
        }

        @Override
        public Object handle(Numbers args, JobContext context) {
            return catalog.all().size();
        }
    }

    @Task("test.bytes")
    static class RawTask implements RawTaskHandler {
        @Override
        public String argsSchema() {
            return "{}";
        }

        @Override
        public Optional<String> handle(String argsJson, JobContext context) {
            return Optional.of(argsJson);
        }
    }

    @Task("test.sum")
    static class AnotherSumTask extends SumTask {}

    @Task("test.nightly")
    @Schedule(cron = "30 2 * * *", args = "{\"a\":1,\"b\":2}")
    @ApplicationScoped
    static class NightlyTask extends SumTask {}

    @Task("test.hourly")
    @Schedule(name = "test.nightly", cron = "@hourly")
    static class HourlyTask extends RawTask {}

    @Task("nightshift.sum")
    static class ReservedTask extends SumTask {}

    @Singleton
    static class Wiring {
        @Produces
        @Singleton
        TaskDefinition.Catalog catalog(TaskDiscovery discovery) {
            return new TaskCatalog(discovery.tasks(new TaskCompiler()));
        }
    }

    private static SeContainer container(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(TaskDiscovery.class, Wiring.class)
                .addBeanClasses(beans)
                .initialize();
    }

    private static Optional<String> run(TaskDefinition.Catalog catalog, String name) throws Exception {
        return catalog.find(new TaskName(name))
                .orElseThrow()
                .handler()
                .handle("{\"a\":1,\"b\":2}", FakeContext.first());
    }

    @Test
    void everyTaskBeanIsFound() throws Exception {
        try (SeContainer container = container(SumTask.class, ProxiedTask.class, NestedTask.class, RawTask.class)) {
            TaskDefinition.Catalog catalog =
                    container.select(TaskDefinition.Catalog.class).get();

            assertThat(catalog.all())
                    .extracting(task -> task.name().value())
                    .containsExactly("test.bytes", "test.nested", "test.proxied", "test.sum");
            assertThat(run(catalog, "test.sum")).contains("3");
            assertThat(run(catalog, "test.proxied")).contains("3");
            assertThat(run(catalog, "test.nested")).contains("4");
            assertThat(run(catalog, "test.bytes")).contains("{\"a\":1,\"b\":2}");
        }
    }

    private static List<nightshift.schedule.Schedule> schedules(SeContainer container) {
        return container
                .select(TaskDiscovery.class)
                .get()
                .schedules(container.select(TaskDefinition.Catalog.class).get());
    }

    @Test
    void schedulesOfBeansAreFound() {
        try (SeContainer container = container(SumTask.class, NightlyTask.class)) {
            assertThat(schedules(container))
                    .extracting(
                            schedule -> schedule.name() + " " + schedule.job().args())
                    .containsExactly("test.nightly {\"a\":1,\"b\":2}");
        }
    }

    @Test
    void twoSchedulesOfTheSameNameStopTheStart() {
        try (SeContainer container = container(HourlyTask.class, NightlyTask.class)) {
            assertThatThrownBy(() -> schedules(container))
                    .hasMessageContaining("another one is named test.nightly too: names must be unique");
        }
    }

    @Test
    void noTaskIsFineToo() {
        try (SeContainer container = container()) {
            assertThat(container.select(TaskDefinition.Catalog.class).get().all())
                    .isEmpty();
        }
    }

    @Test
    void nameOfNightshiftItselfStopsTheStart() {
        try (SeContainer container = container(ReservedTask.class)) {
            assertThatThrownBy(
                            () -> container.select(TaskDefinition.Catalog.class).get())
                    .hasStackTraceContaining("the task nightshift.sum must have another name");
        }
    }

    @Test
    void sameNameTwiceStopsTheStart() {
        try (SeContainer container = container(SumTask.class, AnotherSumTask.class)) {
            assertThatThrownBy(
                            () -> container.select(TaskDefinition.Catalog.class).get())
                    .hasStackTraceContaining("two tasks are named test.sum");
        }
    }
}
