package dev.laurel.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static final URI PLACE = URI.create("https://forum.example/posts?token=hidden");

    @Test
    void givenARequest_whenItIsShown_thenNeitherQueryNorHeadersAreSeen() {
        Request request = Request.get(PLACE).header("Authorization", "Bearer ", Secret.of("hunter2"));

        assertThat(request.toString()).isEqualTo("GET https://forum.example/posts");
        assertThat(request.secretHeaders().toString()).doesNotContain("hunter2");
        assertThat(request.secretHeaders().get("authorization")).isEqualTo(Secret.of("Bearer hunter2"));
    }

    @Test
    void givenAHeader_whenItIsSetAgainOpenOrSecret_thenTheLastOneIsSent() {
        Request open = Request.get(PLACE).header("X-Key", "", Secret.of("s")).header("x-key", "plain");
        Request secret = open.header("X-KEY", "", Secret.of("s"));

        assertThat(open.headers()).containsEntry("x-key", "plain");
        assertThat(open.secretHeaders()).isEmpty();
        assertThat(secret.headers()).doesNotContainKey("x-key");
        assertThat(secret.secretHeaders()).containsOnlyKeys("x-key");
    }

    @Test
    void givenWhatIsNoAddress_whenItIsAskedFor_thenItIsRefused() {
        for (String none :
                List.of("ftp://forum.example/", "posts/1", "https:///posts", "https://me:pw@forum.example/")) {
            assertThatThrownBy(() -> Request.get(URI.create(none)))
                    .as(none)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("pw");
        }
    }

    @Test
    void givenAHeaderWithALineBreak_whenItIsSet_thenItIsRefusedWithoutBeingShown() {
        Request request = Request.get(PLACE);

        assertThatThrownBy(() -> request.header("authorization", "Bearer ", Secret.of("hunter2\r\nx: y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authorization")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> request.header("no name", "value")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenABody_whenItIsChangedAfterwards_thenTheRequestIsTheSame() {
        byte[] body = {1, 2};
        Request request = Request.post(PLACE, "application/json", body).timeout(Duration.ofSeconds(3));
        body[0] = 9;
        request.body()[1] = 9;

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.body()).containsExactly(1, 2);
        assertThat(request.headers()).containsEntry("content-type", "application/json");
        assertThat(request.timeout()).contains(Duration.ofSeconds(3));
    }

    @Test
    void givenAnAnswer_whenItsHeadersAreReadInAnyCase_thenTheyAreThere() {
        Response response = Response.of(
                404, Map.of("Retry-After", List.of("7")), "é".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(response.header("retry-after")).containsExactly("7");
        assertThat(response.header("etag")).isEmpty();
        assertThat(response.text()).isEqualTo("é");
        assertThat(response.isSuccess()).isFalse();
        assertThat(response).hasToString("404 with 2 bytes");
        assertThatThrownBy(() -> Response.of(99, Map.of(), new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
