package nightshift.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import nightshift.job.Destination;
import nightshift.job.Failure;
import nightshift.job.FailureCause;
import nightshift.job.Fingerprint;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausesTest {

    private static final TaskName TASK = new TaskName("invoice.send");

    @Test
    void aHundredThousandFailuresOfThirtyCausesAreThirtyGroups() {
        SplittableRandom random = new SplittableRandom(7);
        Map<Fingerprint, Set<Integer>> causes = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            int cause = random.nextInt(ManyFailures.CAUSES);
            causes.computeIfAbsent(ManyFailures.cause(cause, random).fingerprint(), none -> new HashSet<>())
                    .add(cause);
        }

        assertThat(causes).hasSize(ManyFailures.CAUSES);
        assertThat(causes.values()).allMatch(of -> of.size() == 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Connection refused by peer                        | Connection reset by peer
            The invoice has no address                        | The invoice has no recipient
            Read timed out                                    | Connect timed out
            HTTP 502 from the gateway                         | HTTP 504 from the gateway
            ORA-00942: table or view does not exist           | ORA-00001: table or view does not exist
            exit code 137                                     | exit code 1
            duplicate key value violates unique constraint    | null value violates not-null constraint
            IPv6 is not supported                             | IPv4 is not supported
            no address found for xn--mnchen-3ya.example       | no address found for xn--mnchen-4ya.example
            """)
    void messagesThatDifferInAWordAreNotMerged(String one, String other) {
        assertThat(of(one).fingerprint()).isNotEqualTo(of(other).fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "host 10.0.0.7 is away, host 10.20.30.255:8080 is away",
        "Chrome 119.0.604.19 crashed, Chrome 119.0.6045.2199 crashed",
        "built on 1.2.2026, built on 24.12.2025"
    })
    void numbersWithDotsAreOneValue(String one, String other) {
        assertThat(of(one).message()).isEqualTo(of(other).message());
    }

    @Test
    void everyPartOfACauseCounts() {
        Failure failure = new Failure("a.B", "message", "a.B: message\n\tat com.acme.One.run(One.java:1)\n");
        Set<Fingerprint> all = new HashSet<>();
        all.add(Causes.of(TASK, failure, Optional.empty()).fingerprint());
        all.add(Causes.of(new TaskName("other"), failure, Optional.empty()).fingerprint());
        all.add(Causes.of(TASK, failure, Optional.of(new Destination("api.example.com")))
                .fingerprint());
        all.add(Causes.of(TASK, new Failure("a.C", "message", failure.stackTrace()), Optional.empty())
                .fingerprint());
        all.add(Causes.of(
                        TASK,
                        new Failure("a.B", "message", "a.B: message\n\tat com.acme.Two.run(One.java:1)\n"),
                        Optional.empty())
                .fingerprint());

        assertThat(all).hasSize(5);
    }

    @Test
    void anHttpRequestHasItsStatusAndItsHost() {
        Destination host = new Destination("api.example.com");
        FailureCause cause = Causes.of(
                new TaskName("http.request"),
                new Failure("http-status", "503 Service Unavailable (POST https://api.example.com/hooks/7)"),
                Optional.of(host));

        assertThat(cause.httpStatus()).contains(503);
        assertThat(cause.host()).contains(host);
        assertThat(cause.title()).isEqualTo("503 from api.example.com");
    }

    @Test
    void titlesAreShortAndReadable() {
        assertThat(new FailureCause(
                                new Fingerprint("0123456789abcdef"),
                                Optional.of(TASK),
                                "java.net.SocketTimeoutException",
                                "Read timed out",
                                "",
                                Optional.empty(),
                                Optional.empty())
                        .title())
                .isEqualTo("SocketTimeoutException: Read timed out");
        assertThat(of("x".repeat(1000)).title()).hasSize(160);
        assertThat(of("").title()).isEqualTo("RuntimeException");
    }

    @Test
    void whatSeparatesTheValuesOfACauseIsNotInThem() {
        Failure failure = new Failure(
                "a\u001fb",
                "one\u001ftwo\nthree\u0000",
                "a\u001fb: x\n\tat com.acme\u001f.One\u0000.run(One.java:1)\n");
        FailureCause cause = Causes.of(TASK, failure, Optional.empty());

        assertThat(cause.frame()).startsWith("com.acme");
        assertThat(cause.type() + cause.message() + cause.frame()).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void anEvilMessageTakesNoLongTime() {
        for (String evil : new String[] {
            "a.".repeat(2000), "1:".repeat(2000), "aaaa-".repeat(800), "'".repeat(4000), "x@".repeat(2000)
        }) {
            long start = System.nanoTime();
            of(evil);
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as(evil.substring(0, 10))
                    .isLessThan(500);
        }
    }

    @Test
    void theFrameIsTheFirstOfATask() {
        StringWriter stack = new StringWriter();
        new IllegalStateException("x").printStackTrace(new PrintWriter(stack));

        assertThat(Frames.top(stack.toString())).isEqualTo("nightshift.failure.CausesTest.theFrameIsTheFirstOfATask");
        assertThat(Frames.top("""
                java.util.concurrent.CompletionException: x
                \tat java.base/java.util.concurrent.CompletableFuture.encodeThrowable(CompletableFuture.java:315)
                \tat app//org.hibernate.engine.Query.list(Query.java:12)
                \tat app//com.acme.Billing$$Lambda/0x00007f1c.get(Unknown Source)
                \tat com.acme.Billing.charge(Billing.java:77)
                """)).isEqualTo("com.acme.Billing.get");
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Billing.lambda$charge$3, com.acme.Billing.charge",
        "com.acme.Billing$1.run, com.acme.Billing.run",
        "com.acme.Billing$Part.run, com.acme.Billing$Part.run",
        "com.acme.Billing$Proxy$_$$_WeldClientProxy.send, com.acme.Billing.send",
        "com.acme.Billing$$EnhancerBySpringCGLIB$$1a2b3c.send, com.acme.Billing.send",
        "com.acme.Billing.<init>, com.acme.Billing.<init>",
    })
    void generatedNamesAreThoseOfTheCode(String method, String frame) {
        assertThat(Frames.top("\tat " + method + "(Billing.java:12)")).isEqualTo(frame);
    }

    private static FailureCause of(String message) {
        return Causes.of(TASK, new Failure("java.lang.RuntimeException", message, ""), Optional.empty());
    }
}
