package dev.laurel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The scripts of the widgets as a browser fetches them. */
class WidgetScriptsTest extends ServedTown {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");
    private static final int MOST_BYTES = 12 << 10;
    private static final int MOST_LINES = 400;

    private HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The script that pages name, and whatever it imports, packed. */
    private Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        add("laurel.js", found);
        return found;
    }

    private void add(String file, Map<String, byte[]> found) throws IOException {
        if (found.containsKey(file)) {
            return;
        }
        HttpResponse<byte[]> response = get("widgets/" + file, "Accept-Encoding", "gzip");
        assertThat(response.statusCode()).as(file).isEqualTo(200);
        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        found.put(file, response.body());
        Matcher imports = IMPORT.matcher(unpacked(response.body()));
        while (imports.find()) {
            add(imports.group(1), found);
        }
    }

    private static String unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void givenNobodyTheHostKnows_whenAScriptIsFetched_thenItIsThereAndMayBeKept() throws IOException {
        HttpResponse<byte[]> plain = get("widgets/laurel.js");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(header(plain, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(plain, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(plain, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
        assertThat(header(plain, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(plain, "ETag")).matches("\"[0-9a-f]{24}\"");
        assertThat(plain.headers().firstValue("Set-Cookie")).isEmpty();

        HttpResponse<byte[]> packed = get("widgets/laurel.js", "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(unpacked(packed.body())).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
        assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
        assertThat(get("widgets/laurel.js", "Accept-Encoding", "gzip;q=0").body())
                .isEqualTo(plain.body());
    }

    @Test
    void givenAScriptThatIsKnown_whenFetchedAgain_thenItIsNotSentAgain() {
        String tag = header(get("widgets/laurel.js"), "ETag");

        for (String sent : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            HttpResponse<byte[]> again = get("widgets/laurel.js", "If-None-Match", sent);
            assertThat(again.statusCode()).as(sent).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
        }
        assertThat(get("widgets/laurel.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get("widgets/words.js", "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(get("widgets/laurel.js", "If-None-Match", tag, "Accept-Encoding", "gzip")
                        .statusCode())
                .as("the packed one is another")
                .isEqualTo(200);
    }

    @Test
    void givenAnyOtherName_whenAskedFor_thenThereIsNothing() {
        for (String name : new String[] {
            "none.js",
            "..%2fopenapi.json",
            "..%2F..%2Fwanted.properties",
            "%2e%2e%2fApi.class",
            "laurel.js%00",
            "LAUREL.JS"
        }) {
            HttpResponse<byte[]> response = get("widgets/" + name);
            assertThat(response.statusCode()).as(name).isBetween(400, 404);
            assertThat(new JsonObject(new String(response.body(), StandardCharsets.UTF_8)).getInteger("status"))
                    .isEqualTo(response.statusCode());
        }
    }

    @Test
    void givenAllWidgets_whenPacked_thenTheyAreSmallAndTheirFilesShort() throws IOException {
        Map<String, byte[]> all = all();
        int bytes = 0;
        for (Map.Entry<String, byte[]> script : all.entrySet()) {
            bytes += script.getValue().length;
            String text = unpacked(script.getValue());
            assertThat(text.lines().count()).as(script.getKey()).isLessThanOrEqualTo(MOST_LINES);
            assertThat(text)
                    .as(script.getKey())
                    .doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", "localStorage", "sessionStorage")
                    .doesNotContain("document.cookie", "http://", "https://");
        }

        assertThat(all).containsOnlyKeys("laurel.js", "widget.js", "style.js", "words.js");
        assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
    }
}
