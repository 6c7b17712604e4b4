package nightshift.api.files;

import java.util.Optional;
import nightshift.api.jobs.Conditions;
import nightshift.format.FileFormat;
import nightshift.store.JobFilter;

/** The body that begins an export. */
record NewExport(FileFormat format, Optional<Conditions> filter) {

    JobFilter jobs() {
        return filter.map(Conditions::filter).orElse(JobFilter.ALL);
    }
}
