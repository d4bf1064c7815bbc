package dev.laurel.lent;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom to trust: whom the JDK trusts, and whom the operator names besides. */
final class Trust {
    private Trust() {}

    /**
     * Puts both together.
     *
     * @throws IllegalStateException if the JDK's trust store cannot be read
     */
    static TrustOptions with(List<X509Certificate> more) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (TrustManager each : factory(null).getTrustManagers()) {
                if (each instanceof X509TrustManager known) {
                    for (X509Certificate one : known.getAcceptedIssuers()) {
                        all.setCertificateEntry("jdk-" + number, one);
                        number++;
                    }
                }
            }
            for (X509Certificate one : more) {
                all.setCertificateEntry("named-" + number, one);
                number++;
            }
            return TrustOptions.wrap(factory(all));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "the JDK's trust store cannot be read, so HttpBounds.trusted cannot be added to it: see to the"
                            + " system property javax.net.ssl.trustStore",
                    e);
        }
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
