package nightshift.imports.stored;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How files are taken.
 *
 * @param dir       folder of bulk work
 * @param off       why that folder cannot be used, if so
 * @param retention how long files stay after the end of their import
 * @param bytesMost most bytes of a file
 */
public record ImportConfig(Path dir, Optional<String> off, Duration retention, long bytesMost) {}
