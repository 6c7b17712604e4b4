package nightshift.api.answer;

import java.util.Map;

/** What {@code http.request} notes on an attempt. */
@Doc("What `http.request` notes on an attempt as `response`.")
record HttpResponseAnswer(
        int status,
        Map<String, String> headers,
        @Doc("The beginning of it, at most 16 KiB.") String body,
        @Doc("Whether the response was longer.") boolean truncated) {}
