package nightshift.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.binding.TaskCompiler;
import nightshift.job.NewJob;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import org.junit.jupiter.api.Test;

class CanaryTaskTest {

    @Test
    void doesItsOwnJob() throws Exception {
        TaskDefinition task = CanaryTask.definition(new TaskCompiler());
        NewJob job = CanaryTask.job();

        assertThat(job.task()).isEqualTo(task.name());
        assertThat(task.args().violations(job.args())).isEmpty();
        assertThat(task.handler().handle(job.args(), FakeContext.first())).isEmpty();
    }
}
