package nightshift.api.answer;

import java.util.Map;

/** What {@code http.request} notes on an attempt. */
@Doc("The response to an attempt of `http.request`, which is the field `response` of that attempt.")
record HttpResponseAnswer(
        @Doc("The HTTP status code of the response.") int status,
        @Doc("""
                The headers of the response: the first 50 at most, 8 KiB in total, and 2,048 characters of each \
                value.""") Map<String, String> headers,

        @Doc("The beginning of the response body as text, at most 16 KiB.")
        String body,

        @Doc("Whether the response body was longer than `body`.")
        boolean truncated) {}
