package nightshift.exports;

import java.io.StringWriter;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.format.WalkJson;
import nightshift.format.filter.FilterJson;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks.Walk;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The work of an export, kept as the description of its bulk job.
 *
 * @param format of the file
 * @param filter which jobs
 * @param by     who asked for it
 * @param walk   how to find them
 * @param total  how many jobs there are to look at, if that is known
 */
record ExportPlan(FileFormat format, JobFilter filter, String by, Walk walk, Optional<Long> total) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** As text, for the store. */
    String write() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringProperty("format", format.label());
            FilterJson.write(out, filter);
            out.writeStringProperty("by", by);
            WalkJson.write(out, walk);
            total.ifPresent(jobs -> out.writeNumberProperty("total", jobs));
            out.writeEndObject();
        }
        return text.toString();
    }

    /** What {@link #write} wrote. */
    static ExportPlan read(String text) {
        JsonNode plan = JSON.readTree(text);
        return new ExportPlan(
                FileFormat.ofLabel(plan.get("format").asString()).orElseThrow(),
                FilterJson.read(text),
                plan.get("by").asString(),
                WalkJson.read(text),
                plan.optional("total").map(JsonNode::asLong));
    }
}
