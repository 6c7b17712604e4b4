package nightshift.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * The folder of bulk work.
 *
 * @param path where it is
 * @param off  why it cannot be used, if so
 */
record BulkFolder(Path path, Optional<String> off) {

    private static final Logger LOG = Logger.getLogger(BulkFolder.class.getName());

    /**
     * Makes the folder if it is not there.
     *
     * @throws CannotStart if it was asked for and cannot be used
     */
    static BulkFolder open(Settings.Bulk bulk) {
        Path path = bulk.dir().toAbsolutePath();
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "check", null));
            return new BulkFolder(path, Optional.empty());
        } catch (IOException e) {
            String why = "nightshift.bulk.dir (NIGHTSHIFT_BULK_DIR) cannot be written: " + e;
            if (bulk.isGiven()) {
                throw new CannotStart(why);
            }
            LOG.warning("This server does no bulk work: " + why);
            return new BulkFolder(path, Optional.of("This server does no bulk work: it has no folder for it. Set nightshift.bulk.dir."));
        }
    }
}
