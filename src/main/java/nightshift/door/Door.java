package nightshift.door;

import com.ibm.wsspi.http.HttpInboundConnection;
import com.ibm.wsspi.http.HttpRequest;
import com.ibm.wsspi.http.HttpResponse;
import com.ibm.wsspi.http.WorkClassifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Open Liberty asks this class which threads answer a request. Most requests are left to the server. A refused request
 * is answered right here.
 */
public final class Door implements WorkClassifier {

    @Override
    public Executor classify(HttpRequest request, HttpInboundConnection connection) {
        Optional<Refusal> refusal = Refusal.of(request.getURI());
        return refusal.isEmpty() ? null : task -> refuse(connection, refusal.get());
    }

    private static void refuse(HttpInboundConnection connection, Refusal refusal) {
        try {
            byte[] body = refusal.problem().getBytes(StandardCharsets.US_ASCII);
            HttpResponse response = connection.getResponse();
            response.setStatus(refusal.status());
            response.setReason(refusal.title());
            response.setHeader("Content-Type", "application/problem+json");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Connection", "close"); // nobody reads the rest of the request
            response.setContentLength(body.length);
            response.getBody().write(body);
            response.getBody().close();
            connection.finish(null);
        } catch (IOException e) {
            connection.finish(e);
        }
    }
}
