package dev.laurel;

import dev.laurel.view.LaurelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions of Netty and Vert.x that this build was made with, and the look at the class path that tells a host whose
 * dependency management chose older ones. Without it the host would see a class missing, in whatever first needs a
 * connector. What differs in the last number works and is left alone.
 */
record WantedVersions(String netty, String vertx) {
    private static final System.Logger LOG = System.getLogger(Laurel.class.getName());
    private static final String FILE = "wanted.properties";
    private static final String NETTY_VERSIONS = "META-INF/io.netty.versions.properties";
    private static final String VERTX_VERSION = "META-INF/vertx/vertx-version.txt";
    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})([.-].*)?");

    /** Came with Netty 4.2, and is the first that Vert.x 5 asks for. */
    private static final String NEEDED = "io.netty.channel.MultiThreadIoEventLoopGroup";

    /**
     * What Vert.x needs of Netty, and a class in each that is as old as Netty 4. A version is believed only if it lies
     * beside this class: jars that hide a relocated Netty have the file of versions too.
     */
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("netty-common", "io/netty/util/Version.class");
        PARTS.put("netty-transport", "io/netty/channel/Channel.class");
        PARTS.put("netty-buffer", "io/netty/buffer/ByteBuf.class");
        PARTS.put("netty-resolver", "io/netty/resolver/NameResolver.class");
        PARTS.put("netty-handler", "io/netty/handler/ssl/SslHandler.class");
        // Up to 4.1 all codecs without a jar of their own are in the second; from 4.2 on the second is empty.
        PARTS.put("netty-codec-base", "io/netty/handler/codec/ByteToMessageDecoder.class");
        PARTS.put("netty-codec", "io/netty/handler/codec/ByteToMessageDecoder.class");
        PARTS.put("netty-codec-http", "io/netty/handler/codec/http/HttpObjectDecoder.class");
        PARTS.put("netty-codec-http2", "io/netty/handler/codec/http2/Http2Connection.class");
        PARTS.put("netty-resolver-dns", "io/netty/resolver/dns/DnsNameResolver.class");
    }

    /** A jar or folder, as its URL begins, and the version of the artifact that was found in it. */
    private record Found(String artifact, String version, String place) {}

    /** {@return the versions that the build wrote down} */
    static WantedVersions ofThisBuild() {
        try (InputStream in = WantedVersions.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing beside the classes of Laurel: build the jar again");
            }
            Properties written = new Properties();
            written.load(in);
            return new WantedVersions(
                    Objects.requireNonNull(written.getProperty("netty")),
                    Objects.requireNonNull(written.getProperty("vertx")));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " in the jar of Laurel cannot be read: build it again", e);
        }
    }

    /**
     * Looks at what Vert.x would be given, and runs nothing of it.
     *
     * @param loader the one that Laurel's own classes get theirs from
     * @throws LaurelException if that cannot work, a sentence for each of Vert.x and Netty
     */
    void check(@Nullable ClassLoader loader) {
        ClassLoader from = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        List<String> problems = new ArrayList<>();
        oldVertx(from).ifPresent(problems::add);
        oldNetty(from).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new LaurelException(String.join("\n", problems));
        }
    }

    private Optional<String> oldVertx(ClassLoader loader) {
        URL file = loader.getResource(VERTX_VERSION);
        String version = file == null ? "" : read(file).strip();
        if (file == null || !isOlder(version, vertx, false)) {
            return Optional.empty();
        }
        return Optional.of(
                "Laurel needs Vert.x " + vertx + ", and finds vertx-core " + version + " on the class path ("
                        + shown(place(file, VERTX_VERSION)) + "): the host's dependency management chose it. "
                        + remedy("vertx.version", vertx, "io.vertx:vertx-dependencies")
                        + " What needs the older one itself cannot share a class path with Laurel: give it a process of its own.");
    }

    private Optional<String> oldNetty(ClassLoader loader) {
        List<Found> old = netty(loader).stream()
                .filter(each -> isOlder(each.version, netty, true))
                .toList();
        String finds;
        if (!old.isEmpty()) {
            Found first = old.get(0);
            String others = old.size() == 1 ? "" : ", and " + (old.size() - 1) + " more as old";
            finds = first.artifact + " " + first.version + " on the class path (" + shown(first.place) + others
                    + "): the host's dependency management chose it. ";
        } else if (!isThere(loader)) {
            finds = "no " + NEEDED
                    + ", which came with 4.2, on the class path: the host's dependency management chose an"
                    + " older one or left netty-transport out. ";
        } else {
            return Optional.empty();
        }
        return Optional.of("Laurel needs Netty " + netty + " for Vert.x " + vertx + ", and finds " + finds
                + remedy("netty.version", netty, "io.netty:netty-bom"));
    }

    private static String remedy(String property, String version, String bom) {
        return "In Maven put <" + property + ">" + version + "</" + property
                + "> into your pom's <properties> (with Spring Boot's parent), or import " + bom + ":" + version
                + " before the other BOMs in <dependencyManagement>; in Gradle (Spring's plugin) ext['" + property
                + "'] = '" + version + "'.";
    }

    /** The parts of Netty whose version can be told; each from where its classes would be loaded. */
    private static List<Found> netty(ClassLoader loader) {
        Map<String, URL> files = new HashMap<>();
        try {
            for (URL file : Collections.list(loader.getResources(NETTY_VERSIONS))) {
                files.put(place(file, NETTY_VERSIONS), file);
            }
        } catch (IOException e) {
            // Whether the class that is needed is there has the last word.
            LOG.log(System.Logger.Level.DEBUG, "the class path cannot be searched for the versions of Netty", e);
        }
        List<Found> found = new ArrayList<>();
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            URL type = loader.getResource(part.getValue());
            String place = type == null ? "" : place(type, part.getValue());
            URL file = files.get(place);
            Matcher version = Pattern.compile("(?m)^" + Pattern.quote(part.getKey()) + "\\.version=(.*)$")
                    .matcher(file == null ? "" : read(file));
            if (version.find()) {
                found.add(new Found(part.getKey(), version.group(1).strip(), place));
            }
        }
        return found;
    }

    /** {@return what a small file of a jar says; nothing if it cannot be read, for then it cannot be judged either} */
    private static String read(URL file) {
        try {
            URLConnection connection = file.openConnection();
            // A cached one would keep the jar open, and a class loader that a host throws away with it.
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> file + " cannot be read", e);
            return "";
        }
    }

    private static boolean isThere(ClassLoader loader) {
        try {
            Class.forName(NEEDED, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Compares the major number, and the minor one if asked to; what is no version is not older. */
    private static boolean isOlder(String version, String than, boolean minorToo) {
        Matcher is = MAJOR_MINOR.matcher(version);
        Matcher wanted = MAJOR_MINOR.matcher(than);
        if (!is.matches() || !wanted.matches()) {
            return false;
        }
        int major = Integer.compare(Integer.parseInt(is.group(1)), Integer.parseInt(wanted.group(1)));
        int minor = minorToo ? Integer.compare(Integer.parseInt(is.group(2)), Integer.parseInt(wanted.group(2))) : 0;
        return major < 0 || (major == 0 && minor < 0);
    }

    private static String place(URL resource, String name) {
        String whole = resource.toString();
        return whole.substring(0, whole.length() - name.length());
    }

    private static String shown(String place) {
        return place.replaceFirst("^(jar:)?(nested:|file:)?", "").replaceFirst("!?/$", "");
    }
}
