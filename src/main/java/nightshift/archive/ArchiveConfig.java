package nightshift.archive;

import java.nio.file.Path;

/**
 * Where finished jobs go before they are removed.
 *
 * @param dir       folder of the files; servers can share it
 * @param fileBytes size at which a new file is started
 */
public record ArchiveConfig(Path dir, long fileBytes) {}
