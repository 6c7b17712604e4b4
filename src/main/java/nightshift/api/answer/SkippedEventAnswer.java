package nightshift.api.answer;

/** The data of the event {@code skipped}. */
@Doc("""
                The data of the event `skipped`: more than 100 jobs changed in a quarter of a second, and their \
                changes were not sent one by one.""")
public record SkippedEventAnswer(
        @Doc(value = "The number of changes that were not sent.", schema = "{minimum: 1}")
        int jobs) {}
