package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.http.Request;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LentTlsTest {
    private static final String PASSWORD = "only-for-tests";

    @TempDir
    Path directory;

    private Path store = Path.of("");
    private List<X509Certificate> certificate = List.of();

    /** A certificate for shop.example that nobody signed but itself, made by the JDK that runs the tests. */
    @BeforeEach
    void makeACertificate() throws Exception {
        store = directory.resolve("shop.p12");
        Path log = directory.resolve("keytool.log");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "shop",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=shop.example",
                        "-ext",
                        "SAN=dns:shop.example",
                        "-validity",
                        "3650",
                        "-J-Duser.language=en")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor()).as(Files.readString(log)).isZero();
        KeyStore read = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            read.load(in, PASSWORD.toCharArray());
        }
        certificate = List.of((X509Certificate) read.getCertificate("shop"));
    }

    private URI serve(Lending lending, String host, List<String> names) throws Exception {
        lending.names.put(host, List.of(InetAddress.getLoopbackAddress()));
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD));
        URI place = lending.serve(options, request -> {
            names.add(String.valueOf(request.connection().indicatedServerName()));
            request.response().end("safe");
        });
        return URI.create("https://" + host + ":" + place.getPort() + "/?token=hunter2");
    }

    @Test
    void givenACertificateThatNobodySigned_whenItsHostIsAsked_thenItIsRefusedWithASentence() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (Lending lending = new Lending()) {
            URI place = serve(lending, "shop.example", asked);
            assertThatThrownBy(() -> lending.http.send(Request.get(place)))
                    .isInstanceOf(NoAnswerException.class)
                    .hasNoCause()
                    .hasMessage("the certificate of https://shop.example:" + place.getPort()
                            + " is of nobody who is trusted here: have it signed by an authority that the JDK trusts, or add"
                            + " its certificate to HttpBounds.trusted");
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void givenACertificateThatTheOperatorTrusts_whenItsHostIsAsked_thenItAnswersByItsName() throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        try (Lending lending = new Lending(Lending.BOUNDS.withTrusted(certificate))) {
            URI place = serve(lending, "shop.example", names);

            assertThat(lending.http.send(Request.get(place)).text()).isEqualTo("safe");
            assertThat(lending.http.send(Request.get(place)).text()).isEqualTo("safe");
            assertThat(lending.connected).hasValue(1);
        }
    }

    @Test
    void givenATrustedCertificateForAnotherName_whenTheHostIsAsked_thenItIsRefusedAlsoOnAnAddressThatIsConnected()
            throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        try (Lending lending = new Lending(Lending.BOUNDS.withTrusted(certificate))) {
            URI right = serve(lending, "shop.example", names);
            lending.http.send(Request.get(right));
            lending.names.put("other.example", List.of(InetAddress.getLoopbackAddress()));
            for (String host : List.of("other.example", "127.0.0.1")) {
                assertThatThrownBy(() -> lending.http.send(
                                Request.get(URI.create("https://" + host + ":" + right.getPort() + "/"))))
                        .as(host)
                        .isInstanceOf(NoAnswerException.class)
                        .hasMessageContaining("is for another name");
            }
            assertThat(names).hasSize(1);
        }
    }

    @Test
    void givenAServerWithoutTls_whenItIsAskedByHttps_thenTheSentenceSaysSo() throws Exception {
        try (Lending lending = new Lending()) {
            URI plain = lending.serve(request -> request.response().end());
            assertThatThrownBy(() ->
                            lending.http.send(Request.get(URI.create("https://127.0.0.1:" + plain.getPort() + "/"))))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("did not agree on how to speak TLS");
        }
    }

    @Test
    void givenTrustedCertificates_whenTheyAreAdded_thenThoseOfTheJdkStay() throws Exception {
        var managers = Trust.with(certificate).getTrustManagerFactory(null).getTrustManagers();
        var all = (javax.net.ssl.X509TrustManager) managers[0];

        assertThat(all.getAcceptedIssuers()).containsAll(certificate).hasSizeGreaterThan(50);
    }
}
