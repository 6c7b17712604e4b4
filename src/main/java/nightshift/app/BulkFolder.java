package nightshift.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The folder of bulk work. Each namespace has its own, so that installations that share a disk leave each other's files
 * alone.
 *
 * @param path absolute
 * @param off  why the folder cannot be used, if so. This server then does no bulk work
 */
record BulkFolder(Path path, Optional<String> off) {

    private static final Logger LOG = Logger.getLogger(BulkFolder.class.getName());

    /**
     * Makes sure that files can be written there.
     *
     * @throws CannotStart if they cannot, and the setting names the folder
     */
    static BulkFolder open(Settings.Bulk bulk, String namespace) {
        Path path = bulk.dir().toAbsolutePath().normalize().resolve(namespace);
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "writable", null));
            return new BulkFolder(path, Optional.empty());
        } catch (IOException | SecurityException e) {
            String fault =
                    "nightshift.bulk.dir (NIGHTSHIFT_BULK_DIR) must be a folder where files can be written, but in "
                            + path + " they cannot: " + e;
            if (bulk.isGiven()) {
                throw new CannotStart(fault);
            }
            LOG.log(Level.WARNING, "Imports and exports are off: " + fault);
            return new BulkFolder(
                    path,
                    Optional.of("This server accepts no imports and exports because it cannot write files: "
                            + "set nightshift.bulk.dir (NIGHTSHIFT_BULK_DIR) to a folder that it can write to."));
        }
    }
}
