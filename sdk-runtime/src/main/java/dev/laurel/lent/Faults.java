package dev.laurel.lent;

import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a connection, in a sentence. What the libraries say is not passed on: it may hold paths, queries and
 * headers, and those hold secrets.
 */
final class Faults {
    private static final int DEEPEST = 10;

    private Faults() {}

    static IOException of(Origin origin, Throwable fault, HttpBounds bounds) {
        if (find(fault, TooLongFrameException.class) != null) {
            return new UnfitAnswerException("the headers of the answer of " + origin + " are larger than "
                    + bounds.headerBytes() + " bytes: ask otherwise, or raise HttpBounds.headerBytes");
        }
        if (find(fault, SSLException.class) != null || find(fault, CertificateException.class) != null) {
            return new NoAnswerException(certificate(origin, fault));
        }
        if (find(fault, ConnectException.class) != null) {
            return new NoAnswerException("nobody takes connections at " + origin
                    + ": see whether it runs, and whether host and port are right");
        }
        return new NoAnswerException("the connection to " + origin
                + " broke before the answer was whole, or what came is no HTTP ("
                + fault.getClass().getSimpleName() + "): see whether it runs well");
    }

    private static String certificate(Origin origin, Throwable fault) {
        if (find(fault, CertificateExpiredException.class) != null) {
            return "the certificate of " + origin + " has expired: it has to be renewed there";
        }
        if (find(fault, CertificateNotYetValidException.class) != null) {
            return "the certificate of " + origin + " is not valid yet: see to the clocks here and there";
        }
        CertificateException about = find(fault, CertificateException.class);
        if (about != null && isAboutTheName(about)) {
            return "the certificate of " + origin + " is for another name: ask for the name that it is for";
        }
        if (about != null) {
            return "the certificate of " + origin + " is of nobody who is trusted here: have it signed by an authority"
                    + " that the JDK trusts, or add its certificate to HttpBounds.trusted";
        }
        return origin + " and Laurel did not agree on how to speak TLS: see whether it is https, and in a version that"
                + " this JDK takes";
    }

    /** The JDK has no type for it: sun.security.util.HostnameChecker says it in these words. */
    private static boolean isAboutTheName(CertificateException fault) {
        String text = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("subject alternative") || text.contains("no name matching");
    }

    private static <T extends Throwable> @Nullable T find(Throwable fault, Class<T> type) {
        Throwable each = fault;
        T found = null;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (type.isInstance(each)) {
                found = type.cast(each); // the deepest one knows best
            }
            each = each.getCause();
        }
        return found;
    }
}
