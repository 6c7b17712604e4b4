package nightshift.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import nightshift.job.Event;
import nightshift.job.JobState;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobEventFilterTest {

    private static final JobId ID = new JobId(UUID.fromString("019ab3c4-0000-7000-8000-000000000000"));
    private static final QueueName MAIL = new QueueName("mail-eu");
    private static final TaskName TASK = new TaskName("mail.send");

    private static EventFilter filter(String text) {
        return EventFilter.of(new Query(Map.of("filter", List.of(text))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state:dead | true",
                "state:ready,retrying | false",
                "-state:dead | false",
                "queue:mail* task:mail.send | true",
                "queue:mail | false",
                "-queue:mail* | false",
                "task:other,mail.send state:dead | true",
                "id:9AB3C4 | true",
                "id:019ab3c4-0000-7000-8000-000000000000 | true",
                "id:ffffff | false",
            })
    void theEventOfAJobIsChosenByWhatItHas(String text, boolean wanted) {
        assertThat(filter(text).wants(new Event.JobChanged(ID, JobState.DEAD, MAIL, TASK)))
                .isEqualTo(wanted);
    }

    @Test
    void aRequestToStopIsAnEventOfAJobThatRuns() {
        assertThat(filter("state:running").wants(new Event.CancelRequested(ID, MAIL, TASK)))
                .isTrue();
        assertThat(filter("state:dead").wants(new Event.CancelRequested(ID, MAIL, TASK)))
                .isFalse();
    }

    @Test
    void nothingButJobsFits() {
        EventFilter filter = filter("queue:mail*");

        assertThat(filter.wants(new Event.QueueChanged(MAIL, true))).isFalse();
        assertThat(filter.wants(new Event.ScheduleChanged("nightly", Event.ScheduleChange.FIRED)))
                .isFalse();
        assertThat(filter.wantsStatus()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "tag:a, tag:a",
        "state:dead created>-2h, created>=",
        "timeout, '\"timeout\"'",
        "-host:a, -host:a",
        "attempts>3, attempts>=4"
    })
    void whatAnEventDoesNotHaveIsRefusedByName(String text, String named) {
        assertThatThrownBy(() -> JobEventFilter.read(text))
                .hasMessageStartingWith("cannot have " + named)
                .hasMessageEndingWith(" here: an event has the state, queue, task, and id of its job only");
    }
}
