package nightshift.store;

import java.util.Optional;
import nightshift.task.JobId;

/** Finds out where jobs stand, and what holds them. Throws {@link StoreUnavailable} when the store cannot answer. */
public interface JobPlaces {

    /** Where the job stands, if it exists. */
    Optional<JobPlace> place(JobId id);
}
