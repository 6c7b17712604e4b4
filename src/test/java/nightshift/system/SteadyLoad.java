package nightshift.system;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.support.ApiClient;
import tools.jackson.databind.JsonNode;

/** Clients that submit jobs and wait for them, each on a connection that it keeps open; none tries anything again. */
final class SteadyLoad implements AutoCloseable {

    private static final int SUBMITTERS = 4;
    private static final int WAITERS = 2;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final List<String> SHORT = List.of("PT0.01S", "PT0.1S", "PT0.5S");
    private static final String LONG = "PT3S";
    private static final int JOBS_PER_LONG = 16;

    private final List<String> submitted = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    SteadyLoad(URI service, String key) {
        for (int i = 0; i < SUBMITTERS + WAITERS; i++) {
            ApiClient api = new ApiClient(service, key);
            boolean waits = i < WAITERS;
            Thread thread = new Thread(() -> run(api, waits), "steady-load");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(ApiClient api, boolean waits) {
        for (int i = 0; !closed; i++) {
            try {
                String duration = waits || i % JOBS_PER_LONG == 0 ? LONG : SHORT.get(i % SHORT.size());
                ApiClient.Answer answer =
                        api.post("jobs", "{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"" + duration + "\"}}");
                if (succeeded(answer)) {
                    String id = answer.json().get("id").asString();
                    submitted.add(id);
                    JsonNode job = answer.json();
                    while (waits && !job.get("state").asString().equals("SUCCEEDED")) {
                        answer = api.get("jobs/" + id + "?wait=PT20S");
                        if (!succeeded(answer)) {
                            break;
                        }
                        job = answer.json();
                    }
                }
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
    }

    private boolean succeeded(ApiClient.Answer answer) {
        answers.incrementAndGet();
        if (answer.status() >= 300) {
            failures.add(answer.status() + " " + answer.text());
        }
        return answer.status() < 300;
    }

    /** Waits until that many more requests were answered. */
    void awaitAnswers(int count) {
        long until = answers.get() + count;
        await(count + " answers").atMost(Duration.ofSeconds(30)).until(() -> answers.get() >= until);
    }

    List<String> submitted() {
        return submitted;
    }

    /** What went wrong, a line for each. */
    List<String> failures() {
        return failures;
    }

    /** Ends the load; every request that is under way is answered first. */
    @Override
    public void close() {
        closed = true;
        await("the last answers")
                .atMost(Duration.ofSeconds(60))
                .until(() -> threads.stream().noneMatch(Thread::isAlive));
    }
}
