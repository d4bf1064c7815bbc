package dev.laurel.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Files that pages load, read and packed once. They are the same for everybody. */
final class Shelf {
    private static final int TAG_LENGTH = 24;
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Piece> pieces = new LinkedHashMap<>();

    private record Piece(String type, Buffer plain, Buffer packed, String tag) {}

    /**
     * Files.
     *
     * @param folder the folder of the jar that they are in
     * @param files their names; there are these and no others, whatever a path says
     */
    Shelf(String folder, List<String> files) {
        files.forEach(file -> pieces.put(file, read(folder + "/" + file)));
    }

    /** {@return a file of the jar} */
    static byte[] bytes(String file) {
        try (InputStream in = Shelf.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("laurel-sdk-runtime is incomplete: " + file + " is not in its jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** {@return a text of the jar} */
    static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static Piece read(String file) {
        byte[] plain = bytes(file);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be packed", e);
        }
        return new Piece(
                TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream"),
                Buffer.buffer(plain),
                Buffer.buffer(packed.toByteArray()),
                tag(plain));
    }

    private static String tag(byte[] plain) {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain));
            return digest.substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Sends a file, or says that the reader has it already.
     *
     * @param ask who reads
     * @param file its name
     * @return whether there is such a file
     */
    boolean send(Ask ask, String file) {
        Piece piece = pieces.get(file);
        if (piece == null) {
            return false;
        }
        RoutingContext context = ask.context();
        boolean packed = takesPacked(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        String tag = '"' + piece.tag() + (packed ? "-gz" : "") + '"';
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                // Kept, and asked for again each time: after an upgrade no page mixes old scripts with new ones.
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (knows(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatusCode(304).end();
            return true;
        }
        if (packed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, piece.type()).end(packed ? piece.packed() : piece.plain());
        return true;
    }

    private static boolean takesPacked(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String each : accepted.split(",", -1)) {
            String[] parts = each.strip().split("\\s*;\\s*", -1);
            if (parts[0].equalsIgnoreCase("gzip")) {
                return parts.length < 2 || !parts[1].matches("(?i)q\\s*=\\s*0(\\.0*)?");
            }
        }
        return false;
    }

    private static boolean knows(@Nullable String sent, String tag) {
        if (sent == null) {
            return false;
        }
        for (String each : sent.split(",", -1)) {
            String known = each.strip();
            if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
