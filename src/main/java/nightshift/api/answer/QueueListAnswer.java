package nightshift.api.answer;

import java.util.List;
import nightshift.store.QueueStatus;

/** All queues. */
@Doc("All queues.")
public record QueueListAnswer(
        @Doc("The queues, in the order of their names.") List<QueueAnswer> items) {

    /** The answer for these queues. */
    public static QueueListAnswer of(List<QueueStatus> queues) {
        return new QueueListAnswer(queues.stream().map(QueueAnswer::of).toList());
    }
}
