package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nightshift.redis.record.ScheduleJson;
import nightshift.redis.record.ShortId;
import nightshift.schedule.Run;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.store.PastRun;
import nightshift.store.StoredSchedule;
import nightshift.store.StoredSchedule.Origin;

/** The hash of a schedule, as the scripts {@code plan}, {@code fire} and {@code hold} write it. */
record ScheduleHash(ScheduleName name, Map<String, byte[]> fields) {

    static ScheduleHash of(ScheduleName name, Map<byte[], byte[]> fields) {
        return new ScheduleHash(
                name,
                fields.entrySet().stream()
                        .collect(Collectors.toMap(entry -> new String(entry.getKey(), UTF_8), Map.Entry::getValue)));
    }

    boolean exists() {
        return fields.containsKey("revision");
    }

    /** The revision that a change has to name; 0 if there is no such schedule. */
    String revision() {
        return text("revision").orElse("0");
    }

    boolean isFromCode() {
        return fields.containsKey("code");
    }

    boolean isFromApi() {
        return fields.containsKey("api");
    }

    byte[] definition() {
        return isFromApi() ? fields.get("api") : fields.get("code");
    }

    byte[] code() {
        return fields.get("code");
    }

    Schedule schedule() {
        return ScheduleJson.read(name, definition());
    }

    StoredSchedule stored(Optional<PastRun> last) {
        return new StoredSchedule(
                schedule(),
                !isFromCode() ? Origin.API : isFromApi() ? Origin.CODE_OVERRIDDEN : Origin.CODE,
                text("planned")
                        .map(planned -> new Run(time(planned), time(text("due").orElseThrow()))),
                text("buffered").map(ScheduleHash::run),
                text("paused").map(ScheduleHash::pause),
                by("created"),
                by("changed"),
                last);
    }

    /** A run as {@code planned:due}. */
    static Run run(String text) {
        int colon = text.indexOf(':');
        return new Run(time(text.substring(0, colon)), time(text.substring(colon + 1)));
    }

    private static StoredSchedule.Pause pause(String text) {
        boolean failed = text.charAt(13) == 'f';
        String rest = text.substring(14);
        return new StoredSchedule.Pause(
                time(text.substring(0, 13)),
                failed ? Optional.empty() : Optional.of(rest),
                failed ? Optional.of(ShortId.read(rest.getBytes(UTF_8), 0)) : Optional.empty());
    }

    private StoredSchedule.By by(String field) {
        String text = text(field).orElseThrow();
        return new StoredSchedule.By(time(text.substring(0, 13)), text.substring(13));
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field))
                .map(bytes -> new String(bytes, UTF_8))
                .filter(text -> !text.isEmpty());
    }

    static Instant time(String text) {
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    /** An entry of the history: {@code kind|planned|due|at|id}, or {@code l|planned|number|at|}. */
    static PastRun past(String entry) {
        String[] parts = entry.split("\\|", -1);
        PastRun.Kind kind = PastRun.Kind.ofCode(parts[0].charAt(0));
        boolean late = kind == PastRun.Kind.SKIPPED_LATE;
        return new PastRun(
                kind,
                time(parts[1]),
                time(late ? parts[1] : parts[2]),
                time(parts[3]),
                parts[4].isEmpty() ? Optional.empty() : Optional.of(ShortId.read(parts[4].getBytes(UTF_8), 0)),
                late ? Integer.parseInt(parts[2]) : 1);
    }
}
