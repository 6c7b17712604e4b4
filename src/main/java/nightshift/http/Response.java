package nightshift.http;

import java.util.Map;
import java.util.Optional;

/**
 * A server's response.
 *
 * @param status    HTTP status
 * @param headers   by name in lower case, in the order they came; different values of the same name joined by commas
 * @param body      as far as it was read
 * @param truncated whether there was more of it
 */
record Response(int status, Map<String, String> headers, byte[] body, boolean truncated) {

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
