package dev.laurel.samplehost.breaking;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** An endless stream of requests that no honest client sends. */
final class Nonsense {
    private static final String GOOD =
            "{\"activities\":[{\"type\":\"thanks.given\",\"id\":\"x-1\",\"at\":\"2024-01-01T00:00:00Z\",\"actors\":{\"thanked\":{\"id\":\"x-1\"}}}]}";
    private static final String JSON = "application/json";
    private static final int LARGE = 20_000_000;
    private static final int DEEP = 200_000;

    private final RandomGenerator random;
    private final Child child;
    private int next;

    /** What is wrong with each; they take turns. */
    private final List<Kind> kinds = List.of(
            new Kind("truncated", each -> json(GOOD.substring(0, each.nextInt(GOOD.length() - 1)))),
            new Kind("mangled", each -> json(mangled(each))),
            new Kind("noise", each -> post(JSON, noise(each))),
            new Kind(
                    "wrong type",
                    each -> json(GOOD.replace(
                            "\"thanks.given\"", List.of("1", "null", "[]", "{}").get(each.nextInt(4))))),
            new Kind(
                    "no array",
                    each -> json("{\"activities\":"
                            + List.of("{}", "1", "null", "\"\"", "true").get(each.nextInt(5)) + "}")),
            new Kind(
                    "no object",
                    each -> json(List.of("[]", "1", "null", "\"\"", "").get(each.nextInt(5)))),
            new Kind("invalid UTF-8", each -> post(JSON, invalid(each))),
            new Kind(
                    "another encoding",
                    each -> post(JSON, GOOD.replace("x-1", "Inès").getBytes(StandardCharsets.ISO_8859_1))),
            new Kind("depth bomb of arrays", each -> json("{\"activities\":" + "[".repeat(DEEP))),
            new Kind("depth bomb of objects", each -> json("{\"a\":".repeat(DEEP))),
            new Kind(
                    "huge number",
                    each -> json(with("amount", "9".repeat(1 + each.nextInt(100_000)) + "9".repeat(30)))),
            new Kind("huge exponent", each -> json(with("amount", "1e" + (1 + each.nextInt(1_000_000_000))))),
            new Kind("unknown field", each -> json(with("a" + each.nextInt(1000), "1"))),
            new Kind("control character", each -> json(GOOD.replace("x-1", "x" + (char) each.nextInt(32)))),
            new Kind("time that is none", each -> json(GOOD.replace("2024-01-01", "2024-13-4" + each.nextInt(10)))),
            new Kind(
                    "far time",
                    each -> json(GOOD.replace("2024-01", "+" + (1_000_000_000L + each.nextInt(1000)) + "-01"))),
            new Kind("body of 20 MB", each -> json(" ".repeat(LARGE))),
            new Kind(
                    "wrong content type",
                    each -> post(
                            List.of(
                                            "text/plain",
                                            "application/xml",
                                            "multipart/form-data; boundary=x",
                                            "application/x-www-form-urlencoded",
                                            "")
                                    .get(each.nextInt(5)),
                            GOOD.getBytes(StandardCharsets.UTF_8))),
            new Kind(
                    "wrong method",
                    each -> head(
                            List.of("DELETE", "PUT", "PATCH", "OPTIONS", "GET", "FOO")
                                    .get(each.nextInt(6)),
                            Requests.ACTIVITIES,
                            "")),
            new Kind(
                    "bad percent-encoding",
                    each -> head(
                            "GET",
                            Requests.MEMBERS
                                    + List.of("%", "%z", "%zz", "%e", "%ff", "%c3%28", "%00")
                                            .get(each.nextInt(7)),
                            "")),
            new Kind(
                    "bad percent-encoding in a query",
                    each -> head(
                            "GET",
                            Requests.MEMBERS + "m-0/entries?limit="
                                    + List.of("%", "%zz", "%ff").get(each.nextInt(3)),
                            "")),
            new Kind(
                    "nonsense in a query",
                    each -> head(
                            "GET",
                            Requests.MEMBERS + "m-0/entries?limit="
                                    + List.of("-1", "1e9", "99999999999999999999", "", "1&limit=2")
                                            .get(each.nextInt(5)),
                            "")),
            new Kind("nothing there", each -> head("GET", "v1/" + "x/".repeat(1 + each.nextInt(500)), "")),
            new Kind(
                    "no token",
                    each -> anonymous(each.nextBoolean() ? "" : "Authorization: Bearer " + each.nextLong() + "\r\n")),
            new Kind("drip", 600, each -> json(GOOD.substring(0, GOOD.length() - 1) + "]".repeat(700))));

    private record Kind(String name, int bytesASecond, Function<RandomGenerator, byte[]> request) {
        Kind(String name, Function<RandomGenerator, byte[]> request) {
            this(name, 0, request);
        }
    }

    /**
     * A request.
     *
     * @param kind what is wrong with it
     * @param request all of it, to be read once
     * @param bytesASecond how slowly it comes; 0 for as fast as it can
     */
    record Broken(String kind, ByteBuffer request, int bytesASecond) {}

    Nonsense(RandomGenerator random, Child child) {
        this.random = random;
        this.child = child;
    }

    /** {@return how many kinds there are} */
    int kinds() {
        return kinds.size();
    }

    /** {@return the next one} */
    Broken next() {
        Kind kind = kinds.get(next++ % kinds.size());
        return new Broken(kind.name(), ByteBuffer.wrap(kind.request().apply(random)), kind.bytesASecond());
    }

    private static String with(String field, String value) {
        return GOOD.replace("\"id\":\"x-1\",\"at\"", "\"id\":\"x-1\",\"" + field + "\":" + value + ",\"at\"");
    }

    /** What holds the text together is taken away. */
    private static String mangled(RandomGenerator random) {
        StringBuilder text = new StringBuilder(GOOD);
        int at = random.nextInt(text.length());
        while ("{}[]:\"".indexOf(text.charAt(at)) < 0) {
            at = (at + 1) % text.length();
        }
        return text.deleteCharAt(at).toString();
    }

    private static byte[] noise(RandomGenerator random) {
        byte[] noise = new byte[1 + random.nextInt(5_000)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] invalid(RandomGenerator random) {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        bytes[GOOD.indexOf("x-1") + 1] = (byte) (0x80 + random.nextInt(0x80));
        return bytes;
    }

    private byte[] json(String body) {
        return post(JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] post(String type, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head(
                "POST",
                Requests.ACTIVITIES,
                (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "Content-Length: " + body.length + "\r\n"));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private byte[] head(String method, String path, String headers) {
        return request(method, path, "Authorization: Bearer " + child.token() + "\r\n" + headers);
    }

    private byte[] anonymous(String header) {
        return request("GET", Requests.MEMBERS + "m-0", header);
    }

    private byte[] request(String method, String path, String headers) {
        return (method + " /" + path + " HTTP/1.1\r\nHost: " + child.address().getAuthority()
                        + "\r\nConnection: close\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
