package dev.laurel.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The scripts of the widgets, read and packed once. They are the same for everybody. */
final class Widgets {
    /** There are these and no others, whatever a path says. The first is the one that pages name. */
    static final List<String> FILES = List.of("laurel.js", "widget.js", "style.js", "words.js");

    private static final int TAG_LENGTH = 24;

    private final Map<String, Script> scripts = new LinkedHashMap<>();

    private record Script(Buffer plain, Buffer packed, String tag) {}

    Widgets() {
        FILES.forEach(file -> scripts.put(file, read(file)));
    }

    private static Script read(String file) {
        try (InputStream in = Widgets.class.getResourceAsStream("widgets/" + file)) {
            if (in == null) {
                throw new IllegalStateException("laurel-sdk-runtime is incomplete: " + file + " is not in its jar");
            }
            byte[] plain = in.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(plain);
            }
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain));
            return new Script(
                    Buffer.buffer(plain), Buffer.buffer(packed.toByteArray()), digest.substring(0, TAG_LENGTH));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Sends a script, or says that the reader has it already. */
    void send(Ask ask) {
        Script script = scripts.get(ask.text("file"));
        if (script == null) {
            throw Problem.of(
                    404, "NOT_FOUND", "there is no script of this name here: widgets/laurel.js loads them all");
        }
        RoutingContext context = ask.context();
        boolean packed = takesPacked(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        String tag = '"' + script.tag() + (packed ? "-gz" : "") + '"';
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                // Kept, and asked for again each time: after an upgrade no page mixes old scripts with new ones.
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (knows(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatusCode(304).end();
            return;
        }
        if (packed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/javascript; charset=utf-8")
                .end(packed ? script.packed() : script.plain());
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
