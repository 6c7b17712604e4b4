package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,     10.255.255.255,  true", "10.0.0.0/8,     11.0.0.0,        false",
        "172.16.0.0/12,  172.31.255.255,  true", "172.16.0.0/12,  172.32.0.0,      false",
        "100.64.0.0/10,  100.127.0.1,     true", "100.64.0.0/10,  100.128.0.0,     false",
        "0.0.0.0/0,      255.255.255.255, true", "192.0.2.7,      192.0.2.7,       true",
        "192.0.2.7,      192.0.2.6,       false", "fe80::/10,     febf::1,         true",
        "fe80::/10,      fec0::1,         false", "::/0,          10.0.0.1,        false",
        "0.0.0.0/0,      ::1,             false", "2001:db8::/32, 2001:db8:ffff::, true"
    })
    void containsWhatItsBitsSay(String cidr, String address, boolean contained) {
        assertThat(Cidr.parse(cidr).contains(IpLiteral.parse(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.1/8",
                "10/8",
                "localhost",
                "fe80::/129",
                "010.0.0.0/8",
                "::ffff:10.0.0.0/104",
                "fe80::1%eth0",
                "1.2.3.4/8/9"
            })
    void othersAreRefusedByName(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
