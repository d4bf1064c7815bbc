package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.PermanentFailureException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final Addresses NONE_ALLOWED = new Addresses(Set.of());

    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getByName(literal);
    }

    @Test
    void givenAnAddressThatIsNotOfThePublicInternet_whenItIsAskedFor_thenItIsRefused() throws Exception {
        List<String> refused = List.of(
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001:db8::1",
                "3fff::1",
                "2001:2::1",
                "2001:0:4136:e378::1",
                "64:ff9b:1::1",
                "100::1",
                "5f00::1",
                "4000::1",
                "::ffff:0:a00:1");
        for (String each : refused) {
            assertThatThrownBy(() -> NONE_ALLOWED.pick("forum.example", List.of(address(each))))
                    .as(each)
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessageContaining("forum.example")
                    .hasMessageContaining("HttpBounds.allowed");
        }
    }

    @Test
    void givenAnAddressOfThePublicInternet_whenItIsAskedFor_thenItIsTaken() throws Exception {
        for (String each : List.of(
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.1.1.1",
                "128.0.0.1",
                "169.253.1.1",
                "172.15.1.1",
                "172.32.0.1",
                "192.167.1.1",
                "192.169.1.1",
                "198.17.1.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:4860::1")) {
            assertThat(NONE_ALLOWED.pick("forum.example", List.of(address(each))))
                    .as(each)
                    .isEqualTo(address(each));
        }
    }

    @Test
    void givenAnIpv4AddressWithinIpv6_whenItIsAskedFor_thenTheIpv4AddressCounts() throws Exception {
        for (String each : List.of(
                "64:ff9b::10.1.2.3",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::1",
                "2002:c0a8:101::1",
                "2a00:1450::5efe:10.0.0.1",
                "2a00:1450::200:5efe:10.0.0.1",
                "::ffff:127.0.0.1")) {
            assertThatThrownBy(() -> NONE_ALLOWED.pick("forum.example", List.of(address(each))))
                    .as(each)
                    .isInstanceOf(PermanentFailureException.class);
        }
        for (String each : List.of("64:ff9b::1.1.1.1", "2002:101:101::1", "::ffff:1.1.1.1")) {
            assertThat(NONE_ALLOWED.pick("forum.example", List.of(address(each))))
                    .as(each)
                    .isNotNull();
        }
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;
        assertThat(AddressKind.of(mapped)).contains("private, within IPv6");
    }

    @Test
    void givenAnotherSpellingOfALoopbackAddress_whenItIsLookedUp_thenItIsRefusedLikeTheUsualOne() throws Exception {
        for (String each : List.of("2130706433", "127.1", "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]", "127.0.0.1")) {
            List<InetAddress> found = Names.ofTheSystem().of(each);
            assertThatThrownBy(() -> NONE_ALLOWED.pick(each, found))
                    .as(each)
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessageContaining("loopback");
        }
    }

    @Test
    void givenAllowedNamesAndRanges_whenTheyAreAskedFor_thenTheyAreTakenAndTheirNeighboursAreNot() throws Exception {
        Addresses some = new Addresses(Set.of("10.1.0.0/16", "fd00:1::/32", "127.0.0.1", "Shop.Internal."));

        assertThat(some.pick("a", List.of(address("10.1.255.1")))).isEqualTo(address("10.1.255.1"));
        assertThat(some.pick("a", List.of(address("64:ff9b::10.1.2.3")))).isNotNull();
        assertThat(some.pick("a", List.of(address("fd00:1::7")))).isNotNull();
        assertThat(some.pick("a", List.of(address("127.0.0.1")))).isNotNull();
        assertThat(some.pick("SHOP.INTERNAL", List.of(address("192.168.0.1")))).isNotNull();
        for (String each : List.of("10.2.0.1", "fd00:2::7", "127.0.0.2", "::1")) {
            assertThatThrownBy(() -> some.pick("other.internal", List.of(address(each))))
                    .as(each)
                    .isInstanceOf(PermanentFailureException.class);
        }
        assertThatThrownBy(() -> some.pick("not.shop.internal", List.of(address("192.168.0.1"))))
                .isInstanceOf(PermanentFailureException.class);
    }

    @Test
    void givenSeveralAddresses_whenSomeAreAllowed_thenTheFirstOfThoseIsTaken() throws Exception {
        assertThat(NONE_ALLOWED.pick(
                        "forum.example", List.of(address("10.0.0.1"), address("1.1.1.1"), address("9.9.9.9"))))
                .isEqualTo(address("1.1.1.1"));
    }

    @Test
    void givenWhatIsNeitherNameNorRange_whenItIsAllowed_thenTheSentenceNamesTheSettingAndTheText() {
        for (String none : List.of(
                "10.1.0.0/33",
                "10.1.2.3/16",
                "10.1.0.0/",
                "10.1.0.0/-1",
                "fd00::/129",
                "300.1.1.1",
                "10.1",
                "*.internal",
                "",
                "a b",
                "http://shop.internal",
                "shop.internal:80",
                "/8")) {
            assertThatThrownBy(() -> HttpBounds.usual().withAllowed(Set.of(none)))
                    .as(none)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("HttpBounds.allowed")
                    .hasMessageContaining(none.isEmpty() ? "''" : none.substring(0, Math.min(4, none.length())));
        }
    }
}
