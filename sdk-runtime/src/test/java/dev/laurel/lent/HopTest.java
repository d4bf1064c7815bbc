package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HopTest {
    private static Hop first(String uri) throws Exception {
        return Hop.first(Request.get(URI.create(uri))
                .header("x-open", "1")
                .header("cookie", "who=me")
                .header("authorization", "Bearer ", Secret.of("hunter2")));
    }

    private static Hop after(Hop hop, String location) throws Exception {
        return hop.after(302, List.of(location), 5).orElseThrow();
    }

    private static String reached(String from, String location) throws Exception {
        Hop hop = after(first(from), location);
        return hop.origin() + hop.target();
    }

    @Test
    void givenALocation_whenItIsFollowed_thenItIsReadAsTheStandardSays() throws Exception {
        String from = "https://forum.example/a/b?x=1";

        assertThat(reached(from, "c")).isEqualTo("https://forum.example/a/c");
        assertThat(reached(from, "/c?y=2#part")).isEqualTo("https://forum.example/c?y=2");
        assertThat(reached(from, "?y=2")).isEqualTo("https://forum.example/a/b?y=2");
        assertThat(reached(from, "../c")).isEqualTo("https://forum.example/c");
        assertThat(reached(from, "//shop.example/c")).isEqualTo("https://shop.example/c");
        assertThat(reached(from, "HTTPS://Shop.Example.:443")).isEqualTo("https://shop.example/");
        assertThat(reached(from, "https://[::1]:8443/c")).isEqualTo("https://[::1]:8443/c");
        assertThat(reached("https://forum.example", "evil")).isEqualTo("https://forum.example/evil");
        assertThat(reached(from, "/caf\u00c3\u00a9")).isEqualTo("https://forum.example/caf%C3%A9");
        assertThat(reached("http://forum.example/", "https://forum.example/")).isEqualTo("https://forum.example/");
    }

    @Test
    void givenAnswers_whenTheyAreNoRedirectOfAGet_thenTheyAreForTheCaller() throws Exception {
        Hop get = first("https://forum.example/");
        Hop post = Hop.first(Request.post(URI.create("https://forum.example/"), "text/plain", new byte[0]));

        for (int status : List.of(200, 300, 304, 305, 306, 404, 500)) {
            assertThat(get.after(status, List.of("/c"), 5)).as("%s", status).isEmpty();
        }
        for (int status : List.of(301, 302, 303, 307, 308)) {
            assertThat(get.after(status, List.of("/c"), 5)).as("%s", status).isPresent();
            assertThat(post.after(status, List.of("/c"), 5)).as("%s", status).isEmpty();
        }
        assertThat(get.after(302, List.of(), 5)).isEmpty();
    }

    @Test
    void givenARedirectToAnotherOrigin_whenItIsFollowed_thenSecretsStayBehindForGood() throws Exception {
        Hop home = after(first("https://forum.example/"), "/c");
        assertThat(home.secrets()).containsOnlyKeys("authorization");
        assertThat(home.headers()).containsKeys("cookie", "x-open");

        for (String other :
                List.of("https://shop.example/", "https://forum.example:8443/", "https://forum.example.evil/")) {
            Hop away = after(home, other);
            assertThat(away.secrets()).as(other).isEmpty();
            assertThat(away.headers()).as(other).containsOnlyKeys("x-open");
            Hop back = after(away, "https://forum.example/d");
            assertThat(back.secrets()).isEmpty();
            assertThat(back.headers()).isEqualTo(Map.of("x-open", "1"));
        }
        assertThat(after(first("http://forum.example/"), "https://forum.example/")
                        .secrets())
                .isEmpty();
    }

    @Test
    void givenARedirectThatMustNotBeFollowed_whenItComes_thenTheSentenceSaysWhyWithoutPathOrQuery() throws Exception {
        Hop hop = first("https://forum.example/secret-path?token=hunter2");

        assertThatThrownBy(() -> after(hop, "http://forum.example/x?token=hunter2"))
                .isInstanceOf(UnfitAnswerException.class)
                .hasMessage("https://forum.example redirects to http://forum.example, where everybody could read along:"
                        + " use an address that stays with https");
        for (String nowhere : List.of(
                "ftp://forum.example/",
                "file:///etc/passwd",
                "http:x",
                "https:///x",
                "https://me:pw@x.example/",
                "https://x.example:70000/",
                "javascript:alert(1)",
                "http://[::1",
                "a b")) {
            assertThatThrownBy(() -> after(hop, nowhere), nowhere)
                    .isInstanceOf(UnfitAnswerException.class)
                    .hasMessageStartingWith("https://forum.example redirects to what is no")
                    .hasMessageNotContainingAny("hunter2", "secret-path", "pw");
        }
    }

    @Test
    void givenACircleOrALongChain_whenItIsFollowed_thenItEndsWithASentence() throws Exception {
        Hop there = after(first("https://forum.example/a"), "/b");
        assertThatThrownBy(() -> after(there, "/a"))
                .isInstanceOf(UnfitAnswerException.class)
                .hasMessageContaining("in a circle");
        Hop hop = first("https://forum.example/");
        for (int i = 0; i < 5; i++) {
            hop = after(hop, "/" + i);
        }
        Hop last = hop;
        assertThatThrownBy(() -> after(last, "/more"))
                .isInstanceOf(UnfitAnswerException.class)
                .hasMessageContaining("after 5 redirects")
                .hasMessageContaining("HttpBounds.redirects");
    }

    @Test
    void givenARequestThatCannotBeSentAsItIs_whenItIsRead_thenTheSentenceNamesTheHeader() {
        Request request = Request.get(URI.create("https://forum.example/"));
        for (String name : List.of("Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "TE")) {
            assertThatThrownBy(() -> Hop.first(request.header(name, "1")))
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessageContaining(name.toLowerCase(java.util.Locale.ROOT));
        }
        assertThatThrownBy(() -> Hop.first(request.header("x-key", "", Secret.of("hunter\u20ac2"))))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("x-key")
                .hasMessageNotContaining("hunter");
        assertThatThrownBy(() -> Hop.first(Request.get(URI.create("https://forum.example:70000/"))))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("65535");
    }
}
