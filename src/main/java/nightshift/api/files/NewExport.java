package nightshift.api.files;

import java.util.Optional;
import nightshift.api.jobs.Conditions;
import nightshift.format.FileFormat;
import nightshift.store.JobFilter;

/**
 * The body that begins an export.
 *
 * @param filter which jobs, all by default
 */
record NewExport(FileFormat format, Optional<Conditions> filter) {

    JobFilter jobs() {
        return filter.map(Conditions::all).orElse(JobFilter.ALL);
    }
}
