package nightshift.http;

import static nightshift.http.Deliveries.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.support.FakeContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of hosts on their way from the URL to the name server and the receiver. */
@Timeout(30)
class HostNameTest {

    @RegisterExtension
    final Deliveries deliveries = new Deliveries();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xn--mnchen-3ya.test",
                "www.xn--mnchen-3ya.test",
                "xn--strae-oqa.test",
                "xn--e1afmkfd.xn--p1ai",
                "xn--ls8h.test",
                "xn--zckzah.xn--zckzah",
                "xn--a.test",
                "my_service",
                "a_b.example",
                "_dmarc.example",
                "xn--mnchen-3ya_x.test",
                "host.example.",
                "xn--mnchen-3ya.test.",
                "UPPER.example",
                "a--b.example"
            })
    void nameServerAndReceiverGetTheNameOfTheUrl(String host) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            deliveries
                    .task(
                            CONFIG,
                            name -> {
                                asked.add(name);
                                return new InetAddress[] {InetAddress.getLoopbackAddress()};
                            },
                            Clock.systemUTC())
                    .handler()
                    .handle("{\"url\":\"http://" + host + ":" + receiver.port() + "/\"}", FakeContext.first());

            assertThat(asked).hasSize(1);
            assertThat(asked.get(0)).isEqualToIgnoringCase(host);
            assertThat(receiver.requests.get(0).header("host")).isEqualToIgnoringCase(host + ":" + receiver.port());
        }
    }

    @Test
    void nameForCertificatesIsAsciiWithoutALastDot() {
        assertThat(HostName.forTls("münchen.test.")).isEqualTo("xn--mnchen-3ya.test");
        assertThat(HostName.forTls("a_b.test")).isEqualTo("a_b.test");
        assertThat(HostName.forTls("::1")).isEqualTo("::1");
    }
}
