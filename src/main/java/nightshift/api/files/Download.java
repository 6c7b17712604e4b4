package nightshift.api.files;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is sent to a client, whole or in part, so that a broken download can be resumed.
 *
 * @param path   of the file
 * @param length in bytes; bytes after these do not count
 * @param tag    of its content, which no longer changes
 * @param type   media type
 * @param name   under which a client can save the file
 */
record Download(Path path, long length, String tag, String type, String name) {

    private static final int AT_ONCE = 64 * 1024;

    /** The answer to a request. */
    Response answer(Request request, HttpHeaders headers) throws IOException {
        EntityTag etag = new EntityTag(tag);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(etag);
        if (unchanged != null) {
            return unchanged.build();
        }
        Optional<ByteRange> part = ByteRange.of(isSame(headers) ? headers.getHeaderString("Range") : null, length);
        ByteRange sent = part.orElse(new ByteRange(0, length));
        Response.ResponseBuilder answer = Response.status(part.isPresent() ? 206 : 200)
                .tag(etag)
                .type(type)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_LENGTH, sent.length())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        part.ifPresent(range ->
                answer.header("Content-Range", "bytes " + range.from() + "-" + (range.to() - 1) + "/" + length));
        return request.getMethod().equals("HEAD")
                ? answer.build()
                : answer.entity((StreamingOutput) out -> send(sent, out)).build();
    }

    /** Whether a part of the file fits the part that the client already has. */
    private boolean isSame(HttpHeaders headers) {
        String condition = headers.getHeaderString("If-Range");
        return condition == null || condition.strip().equals("\"" + tag + "\"");
    }

    private void send(ByteRange range, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(range.from());
            byte[] buffer = new byte[AT_ONCE];
            long left = range.length();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(path + " ended " + left + " bytes too soon");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
