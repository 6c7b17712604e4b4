package nightshift.api.answer;

/** The data of the event {@code skipped}. */
@Doc("""
                The data of the event `skipped`: more than 100 jobs and schedules changed in a quarter of a second, and \
                the further changes were not sent one by one.""")
public record SkippedEventAnswer(
        @Doc(value = "The number of changes of jobs that were not sent.", schema = "{minimum: 0}")
        int jobs,

        @Doc(value = "The number of changes of schedules that were not sent.", schema = "{minimum: 0}")
        int schedules) {}
