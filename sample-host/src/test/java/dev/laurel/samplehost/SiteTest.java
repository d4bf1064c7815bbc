package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as they go over the wire, without a browser: headers, access, escaping, languages. */
class SiteTest {
    private static final String HOSTILE = "<script>alert('1')</script>\"><img src=x onerror=alert(2)> {{ 7*7 }} &amp;";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Demo demo;
    private static URI address;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Dumps.hostile(data, HOSTILE);
        demo = Printed.demo(DataFolder.open(data, false), folder.resolve("store"));
        address = demo.serve(0);
        demo.importEverything();
        demo.report();
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/members/7",
                "/dead-letters",
                "/health",
                "/assets/base.css",
                "/assets/laurel.css",
                "/assets/laurel.svg",
                "/nothing",
                "/?a=%zz"
            })
    void givenAnyAddressWhenAskedThenTheAnswerMayLoadNothingFromElsewhereAndSetsNoCookie(String path)
            throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        String headers = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);

        assertThat(headers)
                .contains("content-security-policy: default-src 'none'; style-src 'self'; img-src 'self'; base-uri"
                        + " 'none'; form-action 'self'; frame-ancestors 'none'")
                .contains("x-content-type-options: nosniff")
                .contains("referrer-policy: no-referrer")
                .contains("cross-origin-resource-policy: same-origin")
                .doesNotContain("set-cookie");
        assertThat(answer).doesNotContain("<script").doesNotContain("style=\"").doesNotContain("\tat ");
    }

    @Test
    void givenAHostileNameWhenShownThenItIsText() throws Exception {
        for (String path : new String[] {"/", "/members/7", "/members/7?lang=fr"}) {
            String html = get(path).body();

            assertThat(html)
                    .contains("&lt;script&gt;alert(")
                    .contains("{{ 7*7 }}")
                    .contains("&amp;amp;")
                    .doesNotContain("<script")
                    .doesNotContain("<img src=x");
        }
    }

    @Test
    void givenAHostileMemberInTheAddressWhenAskedThenAPageLeadsBack() throws Exception {
        HttpResponse<String> response = get("/members/%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).doesNotContain("<script").contains("There is nothing here", "href=\"/\"");
    }

    @Test
    void givenAnAddressOfTwoSlashesWhenAskedThenNoLinkLeadsToAnotherHost() throws IOException {
        String answer = raw("GET //elsewhere.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("\"//");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere.example",
                "localhost.elsewhere.example",
                "127.0.0.1.nip.example",
                "169.254.169.254",
                ""
            })
    void givenAnotherNameForThisMachineWhenAskedThenItIsRefused(String host) throws IOException {
        String answer = raw("GET /members/7 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("alert(");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /members/%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET /members/%E0%A4%A HTTP/1.1\r\nHost: localhost\r\n",
                "GET /?a=%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET nowhere HTTP/1.1\r\nHost: localhost\r\n",
                "GET / HTTP/1.1\r\nHost: no host\r\n",
                "GET / HTTP/1.1\r\n"
            })
    void givenARequestThatMakesNoSenseWhenAskedThenTheOrdinaryPageSaysSoAndTheConsoleIsQuiet(String request)
            throws Exception {
        String answer;
        String console;
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            answer = raw(request + "Accept-Language: fr\r\nConnection: close\r\n\r\n");
        } finally {
            System.setErr(before);
            console = said.toString(StandardCharsets.UTF_8);
        }

        // How slow the machine is may be said.
        assertThat(console.lines().filter(line -> !line.contains("BlockedThreadChecker")))
                .isEmpty();
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-security-policy: default-src 'none'")
                .contains("<html lang=\"fr\">", "a pas de sens</h1>")
                .endsWith("</html>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1234", "127.0.0.1", "[::1]", "LOCALHOST"})
    void givenAnOwnNameOfThisMachineWhenAskedThenItIsAnswered(String host) throws IOException {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void givenAnythingButReadingWhenAskedThenItIsNotAllowed(String method) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(address.resolve("/members/7"))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void givenHeadWhenAskedThenThereIsNoBody() throws IOException {
        String answer = raw("HEAD /members/7 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    }

    @Test
    void givenAReaderOfFrenchWhenAskedThenTheAnswerIsFrench() throws Exception {
        assertThat(get("/", "fr-CA,fr;q=0.9,en;q=0.5").body()).contains("<html lang=\"fr\">", "Qui a gagné quoi");
        assertThat(get("/", "de,en;q=0.5").body()).contains("<html lang=\"en\">");
        assertThat(get("/", ";;;q=x").body()).contains("<html lang=\"en\">");
        assertThat(get("/?lang=en", "fr").body()).contains("<html lang=\"en\">", "href=\"/members/7?lang=en\"");
        assertThat(get("/?lang=tlh", "fr").body()).contains("<html lang=\"fr\">");
    }

    @Test
    void givenAMemberWhenAskedWhyThenEveryLineIsInWords() throws Exception {
        String html = get("/members/7").body();

        assertThat(html)
                .contains("A question was voted up", "A question was voted down", "Joined the community")
                .contains("When a question is voted up, its author gets 5 points.")
                .contains("question 1", "as the author", "+5", "\u22122", ">9<")
                .contains("The site has 100 more")
                .containsPattern("<code>[0-9a-f]{12}</code>")
                .doesNotContain("stackexchange.com");
    }

    @Test
    void givenAUnitWhenChosenThenOnlyItsLinesAreThere() throws Exception {
        assertThat(get("/members/7?unit=badges").body())
                .contains("Student")
                .doesNotContain("When a question is voted up, its author gets 5 points.");
        assertThat(get("/members/7?unit=reputation").body())
                .contains("gets 5 points.")
                .doesNotContain("amount badge");
        assertThat(get("/members/7?page=99999999999&unit=none").statusCode()).isEqualTo(200);
    }

    @Test
    void givenARowThatMakesNoSenseWhenImportedThenItIsPutAsideAndTheRestIsThere() {
        assertThat(demo.progress().rejected()).isEqualTo(1);
        assertThat(demo.progress().accepted()).isEqualTo(6);
    }

    @Test
    void givenSomethingPutAsideWhenAskedThenAPageSaysWhereAndWhyAndNamesNobody() throws Exception {
        assertThat(get("/?lang=fr").body()).contains("href=\"/dead-letters?lang=fr\"", "pas pu être prise en compte");
        assertThat(get("/dead-letters").body())
                .contains("What was put aside, and why", "1 dead letters", "Votes.xml:6", "FIELD_INVALID")
                .contains("VoteTypeId is not a whole number", "mend or remove the row")
                .doesNotContain("alert(", "nonsense");
        assertThat(get("/dead-letters?lang=fr").body()).contains("Ce qui a été mis de côté", "Votes.xml:6");
        assertThat(get("/dead-letters?page=99").statusCode()).isEqualTo(200);
    }

    @Test
    void givenDataOfOnesOwnWhenShownThenNothingIsClaimedThatOnlyHoldsForTheBundledOne() throws Exception {
        assertThat(get("/").body())
                .contains("exact, after the network", "For the 1 members who posted")
                .doesNotContain("at least 73.9%")
                .doesNotContain("Quantum")
                .doesNotContain("CC BY-SA");
    }

    @Test
    void givenHealthWhenAskedThenItSaysHowTheConnectorIsDoingAndNamesNobody() throws Exception {
        HttpResponse<String> response = get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body())
                .contains("\"status\":\"up\"", "\"accepted\":6")
                .doesNotContain("alert");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "en");
    }

    private static HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Accept-Language", language)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The client of the JDK does not send what is sent here. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
