package nightshift.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import nightshift.access.Role;
import nightshift.format.FileFormat;
import nightshift.format.JobJson;
import nightshift.imports.CellType;
import nightshift.job.Fingerprint;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes answers: fields in the order of the record, without those that are empty. */
public final class AnswerJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .addModule(texts())
            .build();

    private AnswerJson() {}

    /** An answer that is one of the records of this package. */
    public static Json of(Record answer) {
        return out -> MAPPER.writeValue(out, answer);
    }

    private static SimpleModule texts() {
        SimpleModule module = new SimpleModule("nightshift-answers");
        text(module, Instant.class, JobJson::time);
        text(module, Duration.class, Duration::toString);
        text(module, JobId.class, JobId::toString);
        text(module, QueueName.class, QueueName::value);
        text(module, TaskName.class, TaskName::value);
        text(module, Fingerprint.class, Fingerprint::hex);
        text(module, FileFormat.class, FileFormat::label);
        text(module, CellType.class, CellType::label);
        text(module, Role.class, Role::label);
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<T, String> text) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                out.writeString(text.apply(value));
            }
        });
    }
}
