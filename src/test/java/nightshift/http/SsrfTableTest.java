package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The decision about each kind of URL that has fooled such services. Nothing is connected to and no name server is asked:
 * names have the answers that the test gives them.
 */
class SsrfTableTest {

    private static final String PUBLIC = "93.184.215.14";

    private static final Map<String, List<String>> ANSWERS = Map.ofEntries(
            Map.entry("good.example", List.of(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c")),
            Map.entry("nat64.example", List.of("64:ff9b::5db8:d70e")),
            Map.entry("localtest.me", List.of("127.0.0.1")),
            Map.entry("metadata.google.internal", List.of("169.254.169.254")),
            Map.entry("kubernetes.default.svc", List.of("10.96.0.1")),
            Map.entry("redis", List.of("172.18.0.3")),
            Map.entry("nightshift", List.of("10.1.2.3")),
            Map.entry("my_redis", List.of("172.18.0.4")),
            Map.entry("a_b.example", List.of(PUBLIC)),
            Map.entry("_dmarc.a-b_.example.", List.of(PUBLIC)),
            Map.entry("good.example.", List.of(PUBLIC)),
            Map.entry("half-good.example", List.of(PUBLIC, "10.0.0.1")),
            Map.entry("half-good6.example", List.of(PUBLIC, "fd00::1")),
            Map.entry("only6.example", List.of("fd12:3456::1")),
            Map.entry("xn--gogle-qta.example", List.of("127.0.0.1")));

    private final AddressGuard guard = new AddressGuard(List.of());
    private final UrlCheck urls = new UrlCheck(guard);
    private final GuardedDnsResolver resolver = new GuardedDnsResolver(SsrfTableTest::lookup, guard);

    private static InetAddress[] lookup(String host) throws UnknownHostException {
        List<String> answer = ANSWERS.get(host);
        if (answer == null) {
            return IpLiteral.parse(host.replaceAll("[\\[\\]]", ""))
                    .map(address -> new InetAddress[] {address})
                    .orElseThrow(() -> new UnknownHostException(host));
        }
        return answer.stream().map(text -> IpLiteral.parse(text).orElseThrow()).toArray(InetAddress[]::new);
    }

    /** Why the URL is not called: at submit, or when its name has been resolved. */
    private Optional<String> refusal(String url) {
        return urls.problem(url).or(() -> {
            try {
                resolver.resolve(HostName.of(URI.create(url)).orElseThrow());
                return Optional.empty();
            } catch (AddressRefusedException e) {
                return Optional.of(e.getMessage());
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.example/",
                "HTTPS://good.example:8443/a%20b?c=d%0A&e",
                "http://good.example",
                "http://GOOD.example/",
                "http://93.184.215.14/",
                "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:8080/",
                "http://nat64.example/",
                "http://a_b.example/",
                "http://a_b.example:8080/x",
                "https://_dmarc.a-b_.example./",
                "http://good.example./",
                "http://[::ffff:93.184.215.14]/",
                "http://good.example/?u=http://127.0.0.1/@x"
            })
    void publicAddressesAreCalled(String url) {
        assertThat(refusal(url.replace("GOOD", "good"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | http://127.0.0.1/",
                "1 | http://127.0.0.1:8080/",
                "1 | https://127.255.255.254/",
                "2 | http://127.1/",
                "3 | http://2130706433/",
                "4 | http://0x7f000001/",
                "4 | http://0x7f.0.0.1/",
                "4 | http://127.0.0.0x1/",
                "5 | http://0177.0.0.1/",
                "5 | http://0127.0.0.1/",
                "5 | http://8.8.8.010/",
                "6 | http://0/",
                "6 | http://0.0.0.0/",
                "6 | http://0.1.2.3/",
                "7 | http://localhost:9080/",
                "7 | http://LOCALHOST/",
                "7 | http://localhost./",
                "8 | http://foo.localhost/",
                "8 | http://localtest.me/",
                "9 | http://[::1]/",
                "9 | http://[0:0:0:0:0:0:0:1]/",
                "10 | http://[::]/",
                "11 | http://[::ffff:127.0.0.1]/",
                "11 | http://[::ffff:7f00:1]/",
                "12 | http://[::ffff:a9fe:a9fe]/",
                "13 | http://[::127.0.0.1]/",
                "13 | http://[::7f00:1]/",
                "14 | http://[64:ff9b::a9fe:a9fe]/",
                "14 | http://[64:ff9b::10.0.0.1]/",
                "14 | http://[64:ff9b:1::1]/",
                "15 | http://[2002:7f00:1::]/",
                "16 | http://[2001:0:7f00:1::]/",
                "17 | http://[fc00::1]/",
                "17 | http://[fd00:ec2::254]/",
                "18 | http://[fe80::1]/",
                "18 | http://[fe80::1%25eth0]/",
                "18 | http://[fe80::1%eth0]/",
                "18 | http://[fec0::1]/",
                "19 | http://169.254.169.254/latest/meta-data/",
                "20 | http://metadata.google.internal/",
                "21 | http://100.100.100.200/",
                "21 | http://192.0.0.192/",
                "22 | http://168.63.129.16/",
                "23 | http://10.0.0.1/",
                "23 | http://172.16.0.1/",
                "23 | http://172.31.255.255/",
                "23 | http://192.168.1.1/",
                "24 | http://100.64.0.1/",
                "24 | http://100.127.255.255/",
                "25 | http://198.18.0.1/",
                "25 | http://198.19.255.255/",
                "25 | http://192.0.2.1/",
                "25 | http://203.0.113.1/",
                "25 | http://198.51.100.1/",
                "25 | http://[2001:db8::1]/",
                "25 | http://[3fff::1]/",
                "25 | http://[100::1]/",
                "26 | http://224.0.0.1/",
                "26 | http://240.0.0.1/",
                "26 | http://255.255.255.255/",
                "26 | http://[ff02::1]/",
                "26 | http://[4000::1]/",
                "27 | http://kubernetes.default.svc/",
                "27 | https://10.96.0.1/",
                "28 | http://redis:6379/",
                "28 | http://redis/",
                "28 | http://nightshift:9080/",
                "29 | http://user:pw@127.0.0.1/",
                "29 | http://user:pw@good.example/",
                "30 | http://good.example@127.0.0.1/",
                "31 | http://good.example\\@127.0.0.1/",
                "32 | http://127.0.0.1#@good.example/",
                "32 | http://good.example/#fragment",
                "33 | http://good.example:6379/",
                "33 | http://good.example:22/",
                "33 | http://good.example:25/",
                "33 | http://good.example:0/",
                "33 | http://good.example:99999/",
                "33 | http://good.example:-1/",
                "34 | file:///etc/passwd",
                "34 | jar:http://good.example/a.jar!/b",
                "34 | ftp://good.example/",
                "34 | gopher://127.0.0.1:6379/_SET",
                "34 | javascript:alert(1)",
                "34 | //good.example/",
                "34 | good.example",
                "37 | http://half-good.example/",
                "37 | http://half-good6.example/",
                "38 | http://only6.example/",
                "39 | http://①②⑦.⓪.⓪.①/",
                "39 | http://127。0。0。1/",
                "39 | http://xn--gogle-qta.example/",
                "39 | http://goögle.example/",
                "40 | http://[good.example]/",
                "40 | http://a_b.example:25/",
                "40 | http://a_b.localhost/",
                "40 | http://a_b.1/",
                "40 | http://user@a_b.example/",
                "40 | http://a_b.example:0/",
                "40 | http://a_b.example:70000/",
                "40 | http://my_redis/",
                "40 | http://a_b..example/",
                "40 | http://good.example%00.evil.example/",
                "40 | http://good.example/%00",
                "40 | http://good.example//evil.example/",
                "40 | http:///path",
                "40 | http://?",
                "40 | http:good.example",
                "40 | http:null"
            })
    void refused(String row, String url) {
        assertThat(refusal(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.example/a\r\nX: y",
                "http://good.example/\n",
                "http://good.example/\t",
                " http://good.example/"
            })
    void lineBreaksAndBlanksAreRefused(String url) {
        assertThat(refusal(url)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, http://10.0.0.1/",
        "127.0.0.0/8, http://localhost:9080/",
        "fd00::/8, http://only6.example/",
        "10.0.0.0/8, http://half-good.example/",
        "10.0.0.0/8, http://[64:ff9b::10.0.0.1]/",
        "169.254.169.254/32, http://metadata.google.internal/",
        "172.18.0.3, http://redis/",
        "172.18.0.4, http://my_redis/"
    })
    void allowedRangesAreCalled(String allowed, String url) {
        AddressGuard lenient = new AddressGuard(List.of(Cidr.parse(allowed)));

        assertThat(new UrlCheck(lenient).problem(url)).isEmpty();
        assertThat(new GuardedDnsResolver(
                        host -> host.startsWith("local")
                                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                                : lookup(host),
                        lenient))
                .satisfies(dns -> assertThat(
                                dns.resolve(HostName.of(URI.create(url)).orElseThrow()))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, http://192.168.1.1/",
        "10.0.0.0/8, http://11.0.0.1:22/",
        "127.0.0.0/8, http://127.1/",
        "10.0.0.0/9, http://10.128.0.1/"
    })
    void allowingOneRangeAllowsNoOther(String allowed, String url) {
        assertThat(new UrlCheck(new AddressGuard(List.of(Cidr.parse(allowed)))).problem(url))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, 169.254.0.0/16",
        "10.1.2.3, 10.0.0.0/8",
        "::1, ::1/128",
        "fd00::7, fc00::/7",
        "4000::1, ::/0"
    })
    void refusalNamesTheRangeAndTheSetting(String address, String range) {
        assertThat(guard.refusal(IpLiteral.parse(address).orElseThrow()))
                .hasValueSatisfying(text -> assertThat(text).contains(range, "NIGHTSHIFT_HTTP_ALLOW"));
    }
}
