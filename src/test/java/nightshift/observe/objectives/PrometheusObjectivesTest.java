package nightshift.observe.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.job.Objectives;
import nightshift.job.Objectives.Objective;
import nightshift.job.Objectives.Report;
import nightshift.job.Objectives.Source.State;
import nightshift.observe.prometheus.PrometheusConfig;
import nightshift.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusObjectivesTest {

    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final SettableClock clock = new SettableClock();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile HttpHandler answer = exchange -> send(exchange, 200, vector());
    private HttpServer server;
    private Objectives objectives;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/base/api/v1/query", exchange -> {
            queries.add(exchange.getRequestURI().getQuery());
            answer.handle(exchange);
        });
        server.start();
        objectives = objectives(Optional.empty());
    }

    @AfterEach
    void stop() {
        end.countDown();
        objectives.close();
        server.stop(0);
        executor.shutdownNow();
    }

    private Objectives objectives(Optional<String> namespace) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base");
        return new PrometheusObjectives(new PrometheusConfig(url, namespace), executor, clock);
    }

    @Test
    void reportsEachObjectiveWithItsKnownFiguresLeastBudgetFirst() {
        answerWith(
                sample("slo:objective:ratio", "slo=job-success", "0.999"),
                sample("slo:objective:ratio", "slo=job-start queue=mail", "0.99"),
                sample("slo:objective:ratio", "slo=job-start queue=bulk", "0.95"),
                sample("slo:error_budget_remaining:ratio", "slo=job-success queue=mail namespace=local", "0.75"),
                sample("slo:error_budget_remaining:ratio", "slo=job-start queue=mail namespace=local", "-0.2"),
                sample("slo:error_budget_remaining:ratio", "slo=job-start queue=bulk namespace=local", "NaN"),
                sample("slo:current_burn_rate:ratio", "slo=job-success queue=mail namespace=local", "2.5"),
                sample("slo:current_burn_rate:ratio", "slo=job-start queue=mail namespace=local", "+Inf"),
                sample("slo:events:increase30d", "slo=job-success queue=mail namespace=local", "1234.5"));

        Report report = now();

        assertThat(report.items())
                .containsExactly(
                        new Objective(
                                "job-start",
                                Optional.of("mail"),
                                0.99,
                                OptionalDouble.of(-0.2),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()),
                        new Objective(
                                "job-success",
                                Optional.of("mail"),
                                0.999,
                                OptionalDouble.of(0.75),
                                OptionalDouble.of(2.5),
                                OptionalDouble.of(1234.5)),
                        new Objective(
                                "job-start",
                                Optional.of("bulk"),
                                0.95,
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()));
        assertThat(report.source())
                .isEqualTo(new Objectives.Source(State.OK, Optional.empty(), Optional.of(clock.instant())));
    }

    @Test
    void asksForOneNamespaceOrTellsTheWorstOfAll() {
        answerWith(
                sample("slo:objective:ratio", "slo=api-latency", "0.99"),
                sample("slo:error_budget_remaining:ratio", "slo=api-latency namespace=eu", "0.5"),
                sample("slo:error_budget_remaining:ratio", "slo=api-latency namespace=us", "0.1"),
                sample("slo:current_burn_rate:ratio", "slo=api-latency namespace=us", "3"),
                sample("slo:current_burn_rate:ratio", "slo=api-latency namespace=eu", "1"));

        assertThat(now().items())
                .singleElement()
                .isEqualTo(new Objective(
                        "api-latency",
                        Optional.empty(),
                        0.99,
                        OptionalDouble.of(0.1),
                        OptionalDouble.of(3),
                        OptionalDouble.empty()));
        objectives(Optional.of("eu")).report().toCompletableFuture().join();

        assertThat(queries.get(0)).doesNotContain("namespace");
        assertThat(queries.get(1)).contains(",namespace=~\"|eu\"}");
    }

    @Test
    void saysThatPrometheusHasNoRules() {
        assertThat(now().source().state()).isEqualTo(State.OK);
        assertThat(now().source().detail())
                .hasValueSatisfying(detail -> assertThat(detail).contains("no objectives"));
    }

    @Test
    void asksOnceForAllWhoAskWithinHalfAMinute() {
        List<CompletionStage<Report>> all =
                Stream.generate(objectives::report).limit(50).toList();
        all.forEach(report -> report.toCompletableFuture().join());
        clock.advance(Duration.ofSeconds(30));
        now();
        assertThat(queries).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        now();
        assertThat(queries).hasSize(2);
    }

    @Test
    void showsTheLastFiguresOfPrometheusForTenMinutes() {
        answerWith(
                sample("slo:objective:ratio", "slo=job-success", "0.99"),
                sample("slo:error_budget_remaining:ratio", "slo=job-success", "1"));
        Instant read = clock.instant();
        List<Objective> items = now().items();
        server.stop(0);

        clock.advance(Duration.ofMinutes(9));
        Report away = now();
        assertThat(away.items()).isEqualTo(items).hasSize(1);
        assertThat(away.source().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(away.source().asOf()).contains(read);

        clock.advance(Duration.ofMinutes(1));
        assertThat(now().items()).isEmpty();
        assertThat(now().source().asOf()).isEmpty();
    }

    @Test
    void waitsTwoSecondsForAnAnswerThatDoesNotBegin() {
        answer = exchange -> awaitEnd();

        assertUnavailableInTime("no answer within 2 s");
    }

    @Test
    void waitsTwoSecondsForAnAnswerThatDoesNotEnd() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        };

        assertUnavailableInTime("no answer within 2 s");
    }

    @Test
    void readsNoMoreThanAMebibyte() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int sent = 0; sent < 100; sent++) {
                    body.write(blanks);
                }
            }
        };

        assertUnavailableInTime("the answer has more than 1048576 bytes");
    }

    @Test
    void followsNoRedirect() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", "/base/api/v1/query");
            send(exchange, 302, "");
        };

        assertUnavailableInTime("it answered 302");
        assertThat(queries).hasSize(1);
    }

    @Test
    void passesOnWhatPrometheusSaysIsWrong() {
        answer = exchange -> send(
                exchange, 422, "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}");

        assertUnavailableInTime("it answered 422: too many samples");
    }

    @Test
    void knowsThatSomethingElseAnswers() {
        answer = exchange -> send(exchange, 200, "<html>Sign in</html>");
        assertUnavailableInTime("it answered 200: its answer is not JSON");

        clock.advance(Duration.ofMinutes(1));
        answer = exchange -> send(exchange, 200, "[1]");
        assertUnavailableInTime("it answered 200: its answer is not that of Prometheus");
    }

    @Test
    void continuesWhenPrometheusIsBack() {
        answer = exchange -> send(exchange, 503, "");
        assertUnavailableInTime("it answered 503");

        answer = exchange -> send(exchange, 200, vector());
        clock.advance(Duration.ofSeconds(31));

        assertThat(now().source().state()).isEqualTo(State.OK);
    }

    @Test
    void noThreadOutlivesIt() {
        Set<Thread> before = threadsOfClients();
        Objectives other = objectives(Optional.empty());
        other.report().toCompletableFuture().join();
        Set<Thread> threads = threadsOfClients();
        threads.removeAll(before);
        assertThat(threads).isNotEmpty();

        other.close();

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return threads.stream().noneMatch(Thread::isAlive);
        });
        clock.advance(Duration.ofMinutes(1));
        assertThat(other.report().toCompletableFuture().join().source().detail())
                .hasValueSatisfying(detail -> assertThat(detail).contains("stopping"));
    }

    private static Set<Thread> threadsOfClients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-.*-SelectorManager"))
                .collect(Collectors.toSet());
    }

    private Report now() {
        return objectives.report().toCompletableFuture().join();
    }

    private void assertUnavailableInTime(String reason) {
        long began = System.nanoTime();
        Report report = now();
        double seconds = (System.nanoTime() - began) / 1e9;

        assertThat(report.source().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(report.source().detail()).contains("Prometheus cannot be read: " + reason);
        assertThat(seconds).isCloseTo(0, within(10.0));
    }

    private void awaitEnd() {
        try {
            end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerWith(String... samples) {
        answer = exchange -> send(exchange, 200, vector(samples));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String vector(String... samples) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + String.join(",", samples)
                + "]}}";
    }

    /** @param labels {@code name=value}, blanks between */
    private static String sample(String rule, String labels, String value) {
        String all = Stream.of(("__name__=" + rule + " " + labels).split(" "))
                .map(label -> "\"" + label.replaceFirst("=", "\":\"") + "\"")
                .collect(Collectors.joining(","));
        return "{\"metric\":{" + all + "},\"value\":[1764000000.123,\"" + value + "\"]}";
    }
}
