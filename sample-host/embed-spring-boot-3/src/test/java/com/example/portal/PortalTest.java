package com.example.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Each test starts the application, and the folder stays: what the first one records, the second one finds. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
@TestMethodOrder(OrderAnnotation.class)
class PortalTest {
    private static final String THANKS = "{\"id\":\"42\",\"to\":\"ines\",\"at\":\"2026-11-01T10:15:00Z\"}";

    @TempDir
    static Path folder;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("portal.data", () -> folder.resolve("communities").toString());
    }

    @Test
    @Order(1)
    void thanksAndHelpfulAnswersGivePoints() throws Exception {
        assertThat(get("/members/ines").statusCode()).isEqualTo(404);
        assertThat(post("/thanks", THANKS).body()).contains("ACCEPTED").contains("\"points\":5");
        assertThat(post("/thanks", THANKS).body()).contains("DUPLICATE").contains("\"points\":0");
        assertThat(post("/helpful", helpful("1", "noah")).body()).contains("\"points\":10");
        assertThat(post("/helpful", helpful("2", "ines")).body())
                .as("her own answer")
                .contains("\"points\":0");
        assertThat(get("/members/ines").body())
                .startsWith("{\"points\":15,")
                .contains("Whoever is thanked gets 5 points.")
                .contains("An answer that somebody finds helpful gives its author 10 points.");
        assertThat(get("/actuator/health").body()).contains("\"laurel\":{\"status\":\"UP\"");
    }

    @Test
    @Order(2)
    void aRestartKeepsThePoints() throws Exception {
        assertThat(get("/members/ines").body()).startsWith("{\"points\":15,");
        assertThat(post("/thanks", THANKS).body()).contains("DUPLICATE");
    }

    @Test
    @Order(3)
    void whatIsNotAcceptableIsRefused() throws Exception {
        assertThat(post("/thanks", THANKS.replace("42", " ")).statusCode()).isEqualTo(400);
        assertThat(post("/thanks", THANKS.replace("ines", "noah")).statusCode()).isEqualTo(409);
        assertThat(post("/thanks", "{\"id\":\"43\"}").statusCode()).isEqualTo(400);
        assertThat(post("text/plain", "/thanks", THANKS).statusCode())
                .as("all that a form on another site could send")
                .isEqualTo(415);
    }

    private static String helpful(String id, String reader) {
        return "{\"id\":\"h" + id + "\",\"answer\":\"a1\",\"author\":\"ines\",\"reader\":\"" + reader
                + "\",\"at\":\"2026-11-01T10:16:00Z\"}";
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(to(path).header("Accept-Language", "en").build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return post("application/json", path, json);
    }

    private HttpResponse<String> post(String type, String path, String body) throws IOException, InterruptedException {
        return client.send(
                to(path).header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}
