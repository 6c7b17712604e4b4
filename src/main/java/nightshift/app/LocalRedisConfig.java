package nightshift.app;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The redis-server that this server starts for itself.
 *
 * @param dir    folder of its data
 * @param port   on the loopback address; 0 for any that is free
 * @param memory most memory that it may use, as Redis writes sizes
 * @param fsync  when it forces its log to disk
 */
record LocalRedisConfig(Path dir, int port, String memory, Fsync fsync) {

    /** When the log is forced to disk: before each answer, or once a second. */
    enum Fsync {
        ALWAYS,
        EVERYSEC;

        String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CannotStart if a value cannot be used */
    static LocalRedisConfig read(SettingsReader reader, Path data) {
        String memory = reader.text("nightshift.redis.memory", "2gb");
        if (!memory.toLowerCase(Locale.ROOT).matches("[1-9][0-9]*(mb|gb)")) {
            throw SettingsReader.wrong("nightshift.redis.memory", memory, "must be a size such as 512mb or 2gb");
        }
        return new LocalRedisConfig(
                data.resolve("redis"),
                (int) reader.number("nightshift.redis.port", 0, 0, 65_535),
                memory,
                reader.choice("nightshift.redis.fsync", Fsync.ALWAYS));
    }
}
