package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nightshift.job.JobListener;
import nightshift.job.NewJob;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.task.Violation;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/** Reads jobs as clients send them. */
abstract class JobReading {

    final List<String> heard = new ArrayList<>();
    final JobListener listener = new JobListener() {
        @Override
        public void submitted(QueueName queue, TaskName task, Submit result) {
            heard.add(task + " " + queue + " " + result);
        }
    };
    private final JobReader reader = new JobReader(new Tasks(), UnknownTasks.REFUSE, listener);

    NewJob read(String json) {
        byte[] bytes = ("junk" + json + "junk").getBytes(UTF_8);
        return reader.read(bytes, 4, bytes.length - 8);
    }

    Problem refused(byte[] bytes) {
        return catchThrowableOfType(ProblemException.class, () -> reader.read(bytes, 0, bytes.length))
                .problem();
    }

    Problem refused(String json) {
        return refused(json.getBytes(UTF_8));
    }

    static String pointers(Problem problem) {
        return problem.errors().stream().map(Violation::pointer).collect(Collectors.joining(" "));
    }

    static String with(String field, String value) {
        String[] path = field.split("/");
        String member = path.length == 1
                ? "\"" + field + "\":" + value
                : "\"" + path[0] + "\":{\"" + path[1] + "\":" + value + "}";
        return field.equals("task") ? "{" + member + "}" : "{\"task\":\"any\"," + member + "}";
    }
}
